import { describe, expect, it } from "vitest";
import { caretIn } from "../src/composer/caret";
import { type Content, EMPTY } from "../src/composer/drafts";
import { together } from "../src/composer/together";

const content = (change: Partial<Content> = {}): Content => ({ ...EMPTY, ...change });
const said = (before: string, theirs: string, mine: string): string =>
  together(content({ text: before }), content({ text: theirs }), content({ text: mine })).text;
const file = (id: string) => ({ id }) as Content["attachments"][number];

describe("what was written at two places at once", () => {
  it("is what one wrote, where the other wrote nothing", () => {
    expect(said("satu", "satu", "satu dua")).toBe("satu dua");
    expect(said("satu", "satu dua", "satu")).toBe("satu dua");
    expect(said("satu", "", "satu")).toBe("");
    expect(said("", "satu", "satu")).toBe("satu");
    expect(said("", "sat", "satu")).toBe("satu");
    expect(said("", "satu", "sat")).toBe("satu");
    expect(said("a\n\n\nb ", "a\n\n\nb ", "a\n\n\nb c ")).toBe("a\n\n\nb c ");
  });
  it("stands below what was taken back, and what the hub knew of it is not repeated", () => {
    expect(said("", "pertama", "kedua")).toBe("pertama\n\nkedua");
    expect(said("yang ked", "pertama\n\nyang ked", "yang kedua")).toBe("pertama\n\nyang kedua");
  });
  it("goes on in the paragraph of each", () => {
    expect(said("pertama", "pertama\n\nlaptop", "pertama dari meja")).toBe(
      "pertama dari meja\n\nlaptop",
    );
    expect(said("satu dua tiga", "nol dua tiga", "satu dua empat")).toBe("nol dua empat");
    expect(said("satu", "satu dua", "satu tiga")).toBe("satu dua tiga");
    expect(said("a\n\nb\n\nc", "a\n\nc", "a\n\nb\n\nc d")).toBe("a\n\nc d");
  });
  it("is kept twice rather than lost, where both wrote a paragraph anew", () => {
    expect(said("satu", "dua", "tiga")).toBe("dua tiga");
    expect(said("satu\n\ndua", "tiga", "empat\n\nlima")).toBe("tiga\n\nempat\n\nlima");
    expect(said("satu", "", "satu dua")).toBe("satu dua");
  });
  it("keeps its formatting, and the head that was chosen", () => {
    const before = content({ text: "ked", email: { html: "<p>ked</p>" } });
    const theirs = content({
      text: "pertama\n\nked",
      email: { to: ["ani@bunga.example"], html: "<p>pertama</p><p>ked</p>" },
      attachments: [file("a")],
      replyTo: "p",
    });
    const mine = content({
      text: "kedua",
      email: { subject: "Paket", html: "<p><b>kedua</b></p>" },
      attachments: [file("b")],
    });
    const both = together(before, theirs, mine);
    expect(both.email).toEqual({
      to: ["ani@bunga.example"],
      subject: "Paket",
      html: "<p>pertama</p><p><b>kedua</b></p>",
    });
    expect(both.text).toBe("pertama\n\nkedua");
    expect(both.attachments.map(({ id }) => id)).toEqual(["a", "b"]);
    expect(both.replyTo).toBe("p");
  });
  it("never mixes the formatting of one paragraph", () => {
    const of = (text: string, html: string) => content({ text, email: { html } });
    const both = together(
      of("satu", "<p>satu</p>"),
      of("satu dua", "<p>satu <b>dua</b></p>"),
      of("satu tiga", "<p>satu <i>tiga</i></p>"),
    );
    expect(both.email?.html).toBe("<p>satu <b>dua</b></p><p>satu <i>tiga</i></p>");
  });
  it("has the files that neither took out", () => {
    const before = content({ attachments: [file("a"), file("b")] });
    const theirs = content({ attachments: [file("b"), file("c")] });
    const mine = content({ attachments: [file("a"), file("b"), file("d")] });
    expect(together(before, theirs, mine).attachments.map(({ id }) => id)).toEqual(["b", "c", "d"]);
  });
});

describe("the caret of who is writing", () => {
  it("stays where he writes", () => {
    expect(caretIn("satu dua\n\ntiga", "satu dua", 8)).toBe(8);
    expect(caretIn("nol\n\nsatu dua", "satu dua", 8)).toBe(13);
    expect(caretIn("nol\n\nsatu dua", "satu dua", 4)).toBe(9);
    expect(caretIn("lain", "satu", 2)).toBe(null);
  });
});
