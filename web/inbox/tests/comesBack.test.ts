import { describe, expect, it } from "vitest";
import { above } from "../src/composer/comesBack";
import type { Content } from "../src/composer/drafts";

const content = (change: Partial<Content> = {}): Content => ({
  text: "",
  mentions: [],
  email: null,
  attachments: [],
  template: null,
  replyTo: null,
  ...change,
});
const file = (id: string) => ({ id }) as Content["attachments"][number];

describe("what comes back while something else is being written", () => {
  it("stands above it, and what the hub knew of the latter is not repeated", () => {
    const theirs = content({ text: "pertama\n\nyang ked" });
    const before = content({ text: "yang ked" });
    expect(above(theirs, before, content({ text: "yang kedua" })).text).toBe(
      "pertama\n\nyang kedua",
    );
    expect(above(theirs, undefined, content({ text: "lain" })).text).toBe(
      "pertama\n\nyang ked\n\nlain",
    );
  });
  it("is not put there twice", () => {
    const theirs = content({ text: "pertama" });
    const mine = content({ text: "pertama\n\nkedua" });
    expect(above(theirs, content(), mine).text).toBe(mine.text);
  });
  it("brings its files, quote and head, and keeps those that are new", () => {
    const email = { to: ["ani@bunga.example"], html: "<p>pertama</p><p>ked</p>" };
    const theirs = content({ text: "pertama\n\nked", email, attachments: [file("a")] });
    const mine = content({
      text: "kedua",
      email: { html: "<p><b>kedua</b></p>" },
      attachments: [file("a"), file("b")],
      replyTo: "q",
    });
    const both = above({ ...theirs, replyTo: "p" }, content({ text: "ked" }), mine);
    expect(both.email).toEqual({ ...email, html: "<p>pertama</p><p><b>kedua</b></p>" });
    expect(both.attachments.map(({ id }) => id)).toEqual(["a", "b"]);
    expect(both.replyTo).toBe("p");
    expect(both.text).toBe("pertama\n\nkedua");
  });
});
