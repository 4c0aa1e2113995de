import { expect, test } from "vitest";
import { en } from "../src/app/text/en";
import { formatsOf } from "../src/app/text/formats";
import { id } from "../src/app/text/id";
import { browserLanguage, pickLanguage } from "../src/app/text/language";

const english = formatsOf("en", en);
const indonesian = formatsOf("id", id);

test("times by locale: 10:42 and 10.42", () => {
  const at = new Date(2026, 10, 23, 10, 42).toISOString();
  expect(english.time(at)).toBe("10:42");
  expect(indonesian.time(at)).toBe("10.42");
});

test("days are today, yesterday, then the date", () => {
  const now = new Date(2026, 10, 23, 0, 5).getTime();
  const on = (day: number, hour: number) => new Date(2026, 10, day, hour).toISOString();
  expect(english.day(on(23, 0), now)).toBe("Today");
  expect(indonesian.day(on(22, 23), now)).toBe("Kemarin");
  expect(english.day(on(12, 9), now)).toBe("12 Nov");
});

test("sizes and spans", () => {
  expect(english.size(214 * 1024)).toBe("214 kB");
  expect(indonesian.size(2.5 * 1024 * 1024)).toBe("2,5 MB");
  expect(english.span(45)).toBe("45 s");
  expect(indonesian.span(290)).toBe("5 menit");
  expect(english.span(7200)).toBe("2 h");
});

test("the language: chosen, else the browser's, else the channel's", () => {
  const both = { languages: ["id", "en"] as const, defaultLanguage: "id" as const };
  expect(pickLanguage("en", ["id-ID"], both)).toBe("en");
  expect(pickLanguage(null, ["fr-FR", "en-US"], both)).toBe("en");
  expect(pickLanguage(null, ["fr-FR"], both)).toBe("id");
  expect(pickLanguage("en", ["en-US"], { languages: ["id"], defaultLanguage: "id" })).toBe("id");
  expect(browserLanguage(["ms-MY"])).toBe("id");
  expect(browserLanguage(["fr"])).toBeNull();
});
