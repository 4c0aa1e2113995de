import { expect, test } from "vitest";
import { frameOf } from "../src/list/settled";
import { depart, STAYS } from "../src/live/departures";
import { budi, chatOf, id } from "./people";

const [a, b, c, d] = [id(11), id(12), id(13), id(14)];

test("a list that nobody holds follows the order that is fresh", () => {
  expect(frameOf([a, b], [c, b, a], false, 0).ids).toEqual([c, b, a]);
});

test("a held list stands still: nothing moves, what arrives is counted", () => {
  const frame = frameOf([a, b], [d, c, b, a], true, 0);
  expect(frame.ids).toEqual([a, b]);
  expect(frame.arrivals).toBe(2);
});

test("a chat that somebody took stays in its place for 3 s, then goes", () => {
  const now = Date.now();
  const row = chatOf(12, { state: "handled", assignee: budi });
  depart({ row, why: "taken", name: budi.name, memberId: budi.id, at: now });
  expect(frameOf([a, b, c], [a, c], false, now + STAYS - 1).ids).toEqual([a, b, c]);
  expect(frameOf([a, b, c], [a, c], false, now + STAYS).ids).toEqual([a, c]);
});

test("what left without a word leaves at once", () => {
  expect(frameOf([a, id(99), c], [a, c], true, Date.now()).ids).toEqual([a, c]);
});
