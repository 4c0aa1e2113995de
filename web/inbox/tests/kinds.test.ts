import { describe, expect, it } from "vitest";
import { albumsOf, itemsOf } from "../src/thread/items";
import {
  duration,
  fieldsOfForm,
  itemsOfOrder,
  mapUrl,
  money,
  totalOf,
  webAddress,
} from "../src/thread/kinds/figures";
import { canQuote, isSpecial } from "../src/thread/kinds/special";
import { id, messageOf } from "./people";

const file = {
  id: id(9),
  kind: "image",
  name: "a.jpg",
  mime: "image/jpeg",
  size: 9,
  url: "/a",
} as const;
const picture = (number: number, change = {}) =>
  messageOf(number, { kind: "image", text: "", attachments: [file], ...change });

const numbers = (groups: { number: number }[][]) => groups.map((g) => g.map((m) => m.number));

describe("albums", () => {
  it("pictures that came within moments stand together, whichever has the words", () => {
    const messages = [picture(1), picture(2, { text: "Rusak" }), picture(3), messageOf(4)];
    expect(numbers(albumsOf(messages))).toEqual([[1, 2, 3], [4]]);
  });

  it("other words, other senders, later ones and the first unread one stand apart", () => {
    const late = picture(4, { at: "2026-11-23T03:01:00.000Z" });
    expect(numbers(albumsOf([picture(1, { text: "a" }), picture(2, { text: "b" })]))).toEqual([
      [1],
      [2],
    ]);
    expect(numbers(albumsOf([picture(1), picture(2, { direction: "outbound" })]))).toEqual([
      [1],
      [2],
    ]);
    const other = { author: { kind: "customer", id: null, name: "Siti" } } as const;
    expect(numbers(albumsOf([picture(1), picture(2, other)]))).toEqual([[1], [2]]);
    expect(numbers(albumsOf([picture(1), late]))).toEqual([[1], [4]]);
    expect(numbers(albumsOf([picture(1), picture(2)], 2))).toEqual([[1], [2]]);
    expect(numbers(albumsOf([picture(1), picture(2, { deletedAt: late.at })]))).toEqual([[1], [2]]);
  });

  it("an album is one row of the thread and keeps its key while it grows", () => {
    const sources = { history: [], pending: [], me: id(1), unreadFrom: null, complete: false };
    const two = itemsOf({ ...sources, messages: [picture(1), picture(2)] });
    const three = itemsOf({ ...sources, messages: [picture(1), picture(2), picture(3)] });
    expect(three.filter((item) => item.kind === "message")).toHaveLength(1);
    expect(three.at(-1)?.key).toBe(two.at(-1)?.key);
  });
});

describe("orders", () => {
  const order = {
    items: [
      { productId: "RAK-2", quantity: 2, price: 15000, currency: "IDR" },
      { productId: "BOX", quantity: 1, price: 5000, currency: "IDR" },
    ],
  };

  it("are summed when all prices are known and of one currency", () => {
    expect(totalOf(itemsOfOrder(order))).toEqual({ amount: 35000, currency: "IDR" });
    const [first, second] = order.items;
    expect(totalOf(itemsOfOrder({ items: [first, { ...second, currency: "USD" }] }))).toBeNull();
    expect(totalOf(itemsOfOrder({ items: [first, { ...second, price: null }] }))).toBeNull();
  });

  it("are read from whatever a provider leaves", () => {
    for (const odd of [null, undefined, {}, { items: "x" }, { items: [null, 7] }])
      expect(itemsOfOrder(odd)).toEqual([]);
    expect(itemsOfOrder({ items: [{}] })[0]).toMatchObject({ quantity: 1, price: null });
  });

  it("show money as the language does, also in a currency that nobody knows", () => {
    expect(money(35000, "IDR", "id").replace(/\s/g, " ")).toBe("Rp 35.000");
    expect(money(5, "??", "en")).toBe("5 ??");
  });
});

describe("what providers say", () => {
  it("opens pages of the web and nothing else", () => {
    expect(webAddress("https://fb.me/x")).toBe("https://fb.me/x");
    for (const odd of ["javascript:alert(1)", "data:text/html,x", "", null, 7])
      expect(webAddress(odd)).toBeNull();
  });

  it("shows a form by question, and nothing of what is no form", () => {
    expect(fieldsOfForm('{"full_name":"Dewi","flow_token":"x","n":2}')).toEqual([
      ["full name", "Dewi"],
      ["n", "2"],
    ]);
    const parts = '{"appointment":{"day":"Senin","at_hour":["pagi","sore"]},"none":null}';
    expect(fieldsOfForm(parts)).toEqual([
      ["appointment", "day: Senin; at hour: pagi, sore"],
      ["none", ""],
    ]);
    for (const odd of ["", "{", "[1]", "7", null, undefined]) expect(fieldsOfForm(odd)).toBeNull();
  });

  it("points at places also where they are zero", () => {
    expect(mapUrl({ latitude: 0, longitude: -1.5 })).toContain("mlat=0&mlon=-1.5");
    expect([duration(65.9), duration(0), duration(Number.NaN)]).toEqual(["1:05", "0:00", "0:00"]);
  });

  it("loads more than text and files only where it is needed", () => {
    expect(isSpecial(messageOf(1))).toBe(false);
    expect(isSpecial(picture(1))).toBe(false);
    expect(isSpecial(messageOf(1, { kind: "location" }))).toBe(true);
    expect(isSpecial(messageOf(1, { referral: { headline: "x" } }))).toBe(true);
    expect([canQuote("telegram"), canQuote("whatsapp"), canQuote("livechat")]).toEqual([
      true,
      true,
      false,
    ]);
  });
});
