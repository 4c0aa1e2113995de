import { expect, test } from "vitest";
import { fieldValue, instant, readField, snoozeTimes } from "../src/acts/snoozeTimes";

const JAKARTA = "Asia/Jakarta";
const at = (text: string) => new Date(`${text}+07:00`);
const times = (text: string) =>
  snoozeTimes(at(text), JAKARTA).map((each) => [each.id, fieldValue(each.at, JAKARTA)]);

test("the usual times are those of the house's clocks", () => {
  // A Monday.
  expect(times("2026-11-23T10:42:00")).toEqual([
    ["hour", "2026-11-23T11:42"],
    ["afternoon", "2026-11-23T14:00"],
    ["tomorrow", "2026-11-24T09:00"],
    ["monday", "2026-11-30T09:00"],
  ]);
});

test("in the afternoon there is none to wait for", () => {
  expect(times("2026-11-25T13:45:00").map(([id]) => id)).toEqual(["hour", "tomorrow", "monday"]);
});

test("on a Sunday tomorrow is Monday, once", () => {
  expect(times("2026-11-29T20:00:00").map(([id]) => id)).toEqual(["hour", "tomorrow"]);
});

test("the end of a month and of a year go on", () => {
  expect(times("2026-12-31T20:00:00")).toContainEqual(["tomorrow", "2027-01-01T09:00"]);
});

test("a change of the clocks is counted in", () => {
  const berlin = "Europe/Berlin";
  const morning = { year: 2026, month: 10, day: 25, hour: 9, minute: 0 };
  expect(instant(morning, berlin).toISOString()).toBe("2026-10-25T08:00:00.000Z");
  expect(instant({ ...morning, day: 24 }, berlin).toISOString()).toBe("2026-10-24T07:00:00.000Z");
});

test("what the field says is read back as it was", () => {
  expect(readField("2026-11-30T09:00", JAKARTA)).toEqual(at("2026-11-30T09:00:00"));
  expect(readField("", JAKARTA)).toBeNull();
});
