import { expect, test } from "vitest";
import type { State } from "../src/app/store/state";
import { type Row, rowsOf } from "../src/app/store/thread";
import type { Conversation, Message } from "../src/app/wire";
import { at, conversation, fromMaya, fromSari } from "./people";

function rows(
  messages: Message[],
  conversations: Conversation[],
  outbox: State["outbox"] = [],
): Row[] {
  return rowsOf({
    messages: new Map(messages.map((one) => [one.id, one])),
    conversations: new Map(conversations.map((one) => [one.id, one])),
    outbox,
  });
}

const told = (list: Row[]) =>
  list.map((row) =>
    row.kind === "group" ? row.bubbles.map((bubble) => bubble.text).join(" + ") : row.kind,
  );

test("order is the number, not the clock", () => {
  const list = rows([fromMaya(2, { at: at(0) }), fromMaya(1, { at: at(5) })], [conversation()]);
  expect(told(list)).toEqual(["day", "Maya 1 + Maya 2"]);
});

test("one author's messages stand together until somebody else writes or time passes", () => {
  const list = rows(
    [fromMaya(1), fromMaya(2), fromSari(3), fromMaya(4), fromMaya(30)],
    [conversation()],
  );
  expect(told(list)).toEqual(["day", "Maya 1 + Maya 2", "Sari 3", "Maya 4", "Maya 30"]);
});

test("who joined stands where it happened", () => {
  const handled = conversation({ state: "handled", agent: { name: "Sari" }, assignedAt: at(2) });
  expect(told(rows([fromMaya(1), fromSari(3)], [handled]))).toEqual([
    "day",
    "Maya 1",
    "joined",
    "Sari 3",
  ]);
  expect(told(rows([fromMaya(1)], [handled]))).toEqual(["day", "Maya 1", "joined"]);
});

test("an ended chat has a line under it, and the next one begins below", () => {
  const ended = conversation({ state: "resolved", resolvedAt: at(5) });
  const next = conversation({ id: "c2", startedAt: at(60) });
  const later = fromMaya(1, { id: "n1", conversationId: "c2", at: at(60) });
  expect(told(rows([fromMaya(1)], [ended]))).toEqual(["day", "Maya 1", "ended"]);
  expect(told(rows([later, fromMaya(1)], [ended, next]))).toEqual([
    "day",
    "Maya 1",
    "ended",
    "Maya 1",
  ]);
});

test("ticks: sent, then read when staff have seen the number", () => {
  const delivery = (seen: number) => {
    const row = rows([fromMaya(1)], [conversation({ staffReadNumber: seen })]).at(-1);
    return row?.kind === "group" ? row.bubbles[0]?.delivery : null;
  };
  expect(delivery(0)).toBe("sent");
  expect(delivery(1)).toBe("read");
});

test("a bubble keeps its key from optimistic to stored; a failed one stands apart", () => {
  const waiting = {
    clientId: "client-2",
    text: "dua",
    attachments: [],
    at: at(2),
    state: "failed" as const,
  };
  const list = rows([fromMaya(1)], [conversation()], [waiting]);
  expect(told(list)).toEqual(["day", "Maya 1", "dua"]);
  const keys = (all: Row[]) =>
    all.flatMap((row) => (row.kind === "group" ? row.bubbles.map((b) => b.key) : []));
  expect(keys(list)).toEqual(["client-1", "client-2"]);
  expect(keys(rows([fromMaya(1), fromMaya(2)], [conversation()]))).toEqual([
    "client-1",
    "client-2",
  ]);
});
