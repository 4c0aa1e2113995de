import { afterEach, expect, test } from "vitest";
import { bytes, clock, dayName, listTime, span, zone } from "../src/texts/format";
import { speak, t } from "../src/texts/i18n";
import { initials } from "../src/ui/Avatar";

const now = Date.parse("2026-11-23T03:42:00.000Z");

afterEach(() => speak("en"));

test("times and figures follow the language", () => {
  expect(clock(now, "en")).toBe("10:42");
  expect(clock(now, "id")).toBe("10.42");
  expect(bytes(1.5 * 1024 * 1024, "en")).toBe("1.5 MB");
  expect(bytes(1.5 * 1024 * 1024, "id")).toBe("1,5 MB");
});

test("a list shows the time, yesterday, or the date", () => {
  expect(listTime("2026-11-23T01:00:00.000Z", "en", now)).toBe("08:00");
  expect(listTime("2026-11-22T01:00:00.000Z", "en", now)).toBe("yesterday");
  expect(listTime("2026-11-12T01:00:00.000Z", "en", now)).toBe("12 Nov");
  expect(listTime("2025-11-12T01:00:00.000Z", "en", now)).toBe("12 Nov 2025");
});

test("days are named in the language of the reader", () => {
  speak("id");
  expect(dayName(new Date(now), "id", now)).toBe("Hari ini, Senin 23 November");
});

test("Indonesia's zones have their own names", () => {
  expect(zone(new Date(now), "en")).toBe("WIB");
});

test("spans are as short as a row needs them", () => {
  expect([52, 720, 9420, 7200, 200_000].map(span)).toEqual([
    "52 s",
    "12 min",
    "2 h 37",
    "2 h",
    "2 d",
  ]);
});

test("plurals follow the language; Indonesian doubles nothing", () => {
  expect(t("thread.newMessages", { count: 1 })).toBe("1 new message");
  expect(t("thread.newMessages", { count: 3 })).toBe("3 new messages");
  speak("id");
  expect(t("thread.newMessages", { count: 3 })).toBe("3 pesan baru");
});

test("initials take the first and the last name, and no figure", () => {
  expect(initials("Dewi Lestari")).toBe("DL");
  expect(initials("Visitor 2841")).toBe("V");
  expect(initials("Putu Ayu Pradnyani")).toBe("PP");
});
