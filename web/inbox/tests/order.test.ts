import { expect, test } from "vitest";
import { belongs, foundRows, rowsOf } from "../src/list/order";
import { budi, chatOf, sari } from "./people";

const mine = chatOf(1, { state: "handled", assignee: { id: sari.id, name: sari.name } });
const his = chatOf(2, { state: "handled", assignee: budi });
const waiting = chatOf(3);
const done = chatOf(4, { state: "resolved" });

test("my chats are the ones I handle, the queue is what waits, all is what is open", () => {
  const all = [mine, his, waiting, done];
  expect(all.filter((chat) => belongs("mine", chat))).toEqual([mine]);
  expect(all.filter((chat) => belongs("queued", chat))).toEqual([waiting]);
  expect(all.filter((chat) => belongs("all", chat))).toEqual([mine, his, waiting]);
});

test("what is suspected stands in a list of its own, and in no other", () => {
  const aside = chatOf(8, { state: "resolved", resolveCause: "suspected" });
  const spam = chatOf(9, { state: "resolved", resolveCause: "spam" });
  const all = [aside, spam, done, waiting];
  expect(all.filter((chat) => belongs("suspected", chat))).toEqual([aside]);
  expect(all.filter((chat) => belongs("spam", chat))).toEqual([spam]);
  expect(all.filter((chat) => belongs("archive", chat))).toEqual([spam, done]);
  expect(all.filter((chat) => belongs("queued", chat))).toEqual([waiting]);
});

test("a snoozed chat is not among mine", () => {
  expect(belongs("mine", { ...mine, snoozedUntil: "2026-11-24T03:00:00.000Z" })).toBe(false);
});

test("the queue begins with who has waited longest, the others with what happened last", () => {
  const early = chatOf(5, {
    queuedAt: "2026-11-23T02:00:00.000Z",
    lastActivityAt: "2026-11-23T02:00:00.000Z",
  });
  expect(rowsOf("queued", [waiting, early], null)).toEqual([early, waiting]);
  expect(rowsOf("all", [early, waiting], null)).toEqual([waiting, early]);
});

test("what lies beyond the last loaded page stays out until that page is there", () => {
  const old = chatOf(6, { lastActivityAt: "2026-11-20T02:00:00.000Z" });
  expect(rowsOf("all", [old, waiting, his], waiting)).not.toContain(old);
});

test("what was found keeps the hub's order and loses what has left the list", () => {
  const ids = [waiting.id, mine.id, "not known yet"];
  expect(foundRows("all", ids, [mine, waiting], true)).toEqual([waiting, mine]);
  expect(foundRows("mine", ids, [mine, waiting], false)).toEqual([mine]);
  expect(foundRows("archive", ids, [mine, waiting], true)).toEqual([]);
});

test("the queue goes by priority, then by who has waited longest; who has left stands below", () => {
  const chat = (number: number, change: object) => chatOf(number, { ...change });
  const first = chat(11, { priority: "normal", queuedAt: "2026-11-24T03:00:00.000Z" });
  const second = chat(12, { priority: "normal", queuedAt: "2026-11-24T03:05:00.000Z" });
  const urgent = chat(13, { priority: "urgent", queuedAt: "2026-11-24T03:09:00.000Z" });
  const left = chat(14, { priority: "urgent", left: true, queuedAt: "2026-11-24T02:00:00.000Z" });
  expect(rowsOf("queued", [left, second, first, urgent], null)).toEqual([
    urgent,
    first,
    second,
    left,
  ]);
});
