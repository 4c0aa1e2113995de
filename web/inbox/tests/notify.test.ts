import { describe, expect, test } from "vitest";
import type { NotificationSettings } from "../../contract/types";
import { mediaFor } from "../src/notify/alerts";
import { isQuiet, pauseUntil } from "../src/notify/quiet";

const at = (clock: string): Date => new Date(`2026-11-25T${clock}:00`);

const settings: NotificationSettings = {
  id: "0".repeat(24),
  kinds: [
    { kind: "message", sound: true, desktop: false, bell: false },
    { kind: "mentioned", sound: true, desktop: true, bell: true },
  ],
  sound: "drop",
  volume: 60,
  showText: false,
  muted: ["1".repeat(24)],
  oldestWait: 600,
  unanswered: 3,
  mentionMail: true,
  version: 1,
};

const alert = (kind: "message" | "mentioned" | "queued", chatId: string | null) => ({
  kind,
  chatId,
  title: "",
  text: "",
  onOpen: () => undefined,
});

describe("quiet times", () => {
  test("quiet hours go over midnight", () => {
    const night = { quietHours: { start: "22:00", end: "07:00" } };
    expect(isQuiet(night, at("21:59"))).toBe(false);
    expect(isQuiet(night, at("22:00"))).toBe(true);
    expect(isQuiet(night, at("03:30"))).toBe(true);
    expect(isQuiet(night, at("07:00"))).toBe(false);
  });

  test("quiet hours within a day", () => {
    const noon = { quietHours: { start: "12:00", end: "13:00" } };
    expect(isQuiet(noon, at("11:59"))).toBe(false);
    expect(isQuiet(noon, at("12:30"))).toBe(true);
    expect(isQuiet(noon, at("13:00"))).toBe(false);
  });

  test("do not disturb ends by itself", () => {
    const until = pauseUntil("half", at("10:00"));
    expect(isQuiet({ quietUntil: until.toISOString() }, at("10:29"))).toBe(true);
    expect(isQuiet({ quietUntil: until.toISOString() }, at("10:30"))).toBe(false);
  });

  test("until tomorrow is the next morning, also at the end of a month", () => {
    const next = pauseUntil("tomorrow", new Date("2026-11-30T23:00:00"));
    expect([next.getMonth(), next.getDate(), next.getHours()]).toEqual([11, 1, 8]);
  });
});

describe("what alerts", () => {
  const noon = at("12:00");

  test("each kind by its own choice, and none that has none", () => {
    expect(mediaFor(alert("message", null), settings, noon)).toEqual({
      sound: true,
      desktop: false,
    });
    expect(mediaFor(alert("queued", null), settings, noon)).toEqual({
      sound: false,
      desktop: false,
    });
  });

  test("a muted chat is silent but for mentions", () => {
    const chat = "1".repeat(24);
    expect(mediaFor(alert("message", chat), settings, noon).sound).toBe(false);
    expect(mediaFor(alert("mentioned", chat), settings, noon).sound).toBe(true);
  });

  test("nothing while it shall be quiet", () => {
    const quiet = { ...settings, quietUntil: at("13:00").toISOString() };
    expect(mediaFor(alert("mentioned", null), quiet, noon)).toEqual({
      sound: false,
      desktop: false,
    });
  });
});
