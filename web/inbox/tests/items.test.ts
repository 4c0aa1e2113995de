import { expect, test } from "vitest";
import type { HistoryRow } from "../../contract/types";
import { itemsOf } from "../src/thread/items";
import { budi, id, messageOf, sari } from "./people";

const sources = {
  messages: [],
  history: [],
  pending: [],
  me: sari.id,
  unreadFrom: null,
  complete: true,
};
const ours = { direction: "outbound", author: { kind: "agent", ...budi }, status: "sent" } as const;
const kinds = (items: ReturnType<typeof itemsOf>) => items.map((item) => item.kind);

test("a day stands above its messages, the start below the first day", () => {
  const next = messageOf(2, { at: "2026-11-24T03:00:00.000Z" });
  const items = itemsOf({ ...sources, messages: [messageOf(1), next] });
  expect(kinds(items)).toEqual(["day", "start", "message", "day", "message"]);
});

test("bubbles of one voice within five minutes make one group", () => {
  const late = messageOf(4, { at: "2026-11-23T03:10:00.000Z" });
  const messages = [messageOf(1), messageOf(2), messageOf(3, ours), late];
  const marks = itemsOf({ ...sources, messages }).flatMap((item) =>
    item.kind === "message" ? [[item.first, item.last]] : [],
  );
  expect(marks).toEqual([
    [true, false],
    [false, true],
    [true, true],
    [true, true],
  ]);
});

test("a private note never joins the reply above it", () => {
  const note = messageOf(2, { ...ours, visibility: "internal" });
  const items = itemsOf({ ...sources, messages: [messageOf(1, ours), note] });
  expect(items.at(-1)).toMatchObject({ kind: "message", first: true });
});

test("what was unread when the thread was opened is marked once, above the first of it", () => {
  const items = itemsOf({ ...sources, messages: [messageOf(1), messageOf(2)], unreadFrom: 2 });
  expect(kinds(items)).toEqual(["day", "start", "message", "unread", "message"]);
});

const taken: HistoryRow = {
  id: id(900),
  type: "conversation.assigned",
  at: messageOf(2).at,
  actor: { kind: "agent", id: sari.id, name: sari.name },
  object: { kind: "conversation", id: id(100), version: 2 },
  changes: { cause: "claimed", assignee: { id: sari.id, name: sari.name } },
};

test("taking a chat stands above the answer of the same act", () => {
  const messages = [messageOf(1), messageOf(2, ours)];
  const items = itemsOf({ ...sources, messages, history: [taken] });
  expect(kinds(items)).toEqual(["day", "start", "message", "line", "message"]);
});

test("lines older than the oldest loaded message wait for its page", () => {
  const items = itemsOf({
    ...sources,
    messages: [messageOf(3)],
    history: [taken],
    complete: false,
  });
  expect(kinds(items)).toEqual(["day", "message"]);
});

test("a message keeps its key when it turns from pending into stored", () => {
  const pending = {
    clientId: "client-1",
    conversationId: id(100),
    at: Date.parse(messageOf(2).at),
    state: "sending" as const,
    body: {
      attachments: [],
      resolves: false,
      message: { clientId: "client-1", text: "x", visibility: "public" as const },
    },
  };
  const before = itemsOf({ ...sources, messages: [messageOf(1)], pending: [pending] });
  const stored = messageOf(2, { ...ours, clientId: "client-1" });
  const after = itemsOf({ ...sources, messages: [messageOf(1), stored] });
  expect(after.at(-1)?.key).toBe(before.at(-1)?.key);
});
