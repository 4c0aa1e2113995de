import { expect, test } from "vitest";
import { filterCount, lookingKey, NOTHING, readLooking, toggled } from "../src/app/looking";

const CHANNEL = "6b0762d5d4d7de5fb30f6597";

test("what one looks for comes back out of the address", () => {
  const looking = { ...toggled(NOTHING, "channelId", CHANNEL), q: "dewi resi", from: "2026-11-01" };
  const read = readLooking(new URLSearchParams(lookingKey(looking)));
  expect(read).toEqual(looking);
  expect(filterCount(read)).toBe(2);
  expect(toggled(read, "channelId", CHANNEL).channelId).toEqual([]);
});

test("nonsense in an address is left out", () => {
  const values = new URLSearchParams("channelId=x&state=gone&state=queued&from=yesterday");
  expect(readLooking(values)).toEqual({ ...NOTHING, state: ["queued"] });
});
