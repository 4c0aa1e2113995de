import { expect, test } from "vitest";
import {
  currentConversation,
  mergeEvent,
  mergeMessages,
  unreadCount,
} from "../src/app/store/merge";
import { initialState, Store } from "../src/app/store/state";
import type { EventEnvelope } from "../src/app/wire";
import { at, conversation, fromMaya, fromSari } from "./people";

function event(type: string, data: EventEnvelope["data"], kind = "message"): EventEnvelope {
  const object = { kind, id: data.message?.id ?? data.conversation?.id ?? "c1", version: 9 };
  return { id: "e1", type, at: at(0), cursor: "j.1", actor: { kind: "system" }, object, data };
}

test("an older snapshot never replaces a newer one", () => {
  const store = new Store();
  store.set((state) => mergeMessages(state, [fromMaya(1, { version: 3, text: "new" })]));
  store.set((state) => mergeMessages(state, [fromMaya(1, { version: 2, text: "old" })]));
  expect(store.get().messages.get("m1")?.text).toBe("new");
});

test("events in any order, and twice, give the same picture", () => {
  const events = [
    event("message.created", { message: fromMaya(1), conversation: conversation({ version: 1 }) }),
    event("conversation.assigned", {
      conversation: conversation({ version: 2, state: "handled" }),
    }),
    event("message.created", {
      message: fromSari(2),
      conversation: conversation({ version: 3, state: "handled" }),
    }),
  ];
  const pictureOf = (order: EventEnvelope[]) => {
    const store = new Store();
    for (const one of order) store.set((state) => mergeEvent(state, one));
    const { messages, conversations } = store.get();
    return {
      messages: [...messages.values()].sort((a, b) => a.number - b.number),
      conversations: [...conversations],
    };
  };
  const straight = pictureOf(events);
  expect(pictureOf([...events].reverse())).toEqual(straight);
  expect(pictureOf([...events, ...events])).toEqual(straight);
});

test("a conversation that is gone takes its messages along", () => {
  const store = new Store();
  store.set((state) =>
    mergeEvent(
      state,
      event("message.created", { message: fromMaya(1), conversation: conversation() }),
    ),
  );
  store.set((state) =>
    mergeEvent(state, event("conversation.updated", { gone: true }, "conversation")),
  );
  expect(store.get().messages.size).toBe(0);
  expect(currentConversation(store.get())).toBeNull();
});

test("the place in the queue is forgotten when the queue is left", () => {
  const store = new Store({ ...initialState, place: { conversationId: "c1", position: 2 } });
  const handled = conversation({ state: "handled", version: 2 });
  store.set((state) =>
    mergeEvent(state, event("conversation.assigned", { conversation: handled })),
  );
  expect(store.get().place).toBeNull();
});

test("an answer ends the typing dots", () => {
  const typing = { conversationId: "c1", name: "Sari", at: 0 };
  const store = new Store({ ...initialState, typing });
  const data = { message: fromSari(2), conversation: conversation() };
  store.set((state) => mergeEvent(state, event("message.created", data)));
  expect(store.get().typing).toBeNull();
});

test("unread are the messages of staff after the one read last", () => {
  const messages = new Map(
    [fromMaya(1), fromSari(2), fromSari(3), fromSari(4)].map((m) => [m.id, m]),
  );
  const conversations = new Map([["c1", conversation({ readNumber: 2 })]]);
  expect(unreadCount({ messages, conversations })).toBe(2);
});

test("the conversation on screen is the one that began last", () => {
  const one = conversation({ id: "c1", startedAt: at(0) });
  const two = conversation({ id: "c2", startedAt: at(5) });
  expect(
    currentConversation({
      conversations: new Map([
        ["c2", two],
        ["c1", one],
      ]),
    }),
  ).toBe(two);
});
