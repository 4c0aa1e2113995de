import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Refused, Unreachable } from "../src/app/api";
import { mergeMessages } from "../src/app/store/merge";
import { Sending } from "../src/app/store/sending";
import { Store } from "../src/app/store/state";
import type { MessageBody } from "../src/app/wire";
import { fromMaya, keepInMemory } from "./people";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function scene(answer: (body: MessageBody) => Promise<unknown>, keep = keepInMemory()) {
  const store = new Store();
  const sent: MessageBody[] = [];
  let ids = 0;
  const send = (body: MessageBody) => {
    sent.push(body);
    return answer(body).then(() =>
      fromMaya(sent.length, { clientId: body.clientId, text: body.text ?? "" }),
    );
  };
  const sending = new Sending(store, { send }, keep, { now: () => 0, newId: () => `id-${++ids}` });
  return { store, sent, sending, keep };
}

test("a message is a bubble at once and turns into the stored one", async () => {
  const { store, sending } = scene(async () => undefined);
  sending.add("Halo", []);
  expect(store.get().outbox.map((item) => item.state)).toEqual(["sending"]);
  await vi.advanceTimersByTimeAsync(0);
  expect(store.get().outbox).toEqual([]);
  expect([...store.get().messages.values()].map((message) => message.text)).toEqual(["Halo"]);
});

test("a lost answer is tried again under the same clientId, in order", async () => {
  let reachable = false;
  const { store, sent, sending } = scene(async () => {
    if (!reachable) throw new Unreachable("away");
  });
  sending.add("satu", []);
  sending.add("dua", []);
  await vi.advanceTimersByTimeAsync(10);
  expect(store.get().outbox.map((item) => item.state)).toEqual(["waiting", "waiting"]);
  reachable = true;
  sending.flush();
  await vi.advanceTimersByTimeAsync(10);
  expect(sent.map((body) => [body.clientId, body.text])).toEqual([
    ["id-1", "satu"],
    ["id-1", "satu"],
    ["id-2", "dua"],
  ]);
  expect(store.get().outbox).toEqual([]);
});

test("a refusal is shown, does not stop the next one, and can be tried again", async () => {
  const { store, sent, sending } = scene(async (body) => {
    if (sent.length === 1) throw new Refused(422, "attachment_unusable", "");
    return body;
  });
  sending.add("satu", []);
  sending.add("dua", []);
  await vi.advanceTimersByTimeAsync(10);
  expect(store.get().outbox).toMatchObject([
    { text: "satu", state: "failed", error: "attachment_unusable" },
  ]);
  sending.retry("id-1");
  await vi.advanceTimersByTimeAsync(10);
  expect(store.get().outbox).toEqual([]);
  expect(sent.map((body) => body.clientId)).toEqual(["id-1", "id-2", "id-1"]);
});

test("what is unsent outlives a reload", async () => {
  const away = scene(async () => Promise.reject(new Unreachable("away")));
  away.sending.add("Halo", []);
  await vi.advanceTimersByTimeAsync(10);
  const back = scene(async () => undefined, away.keep);
  expect(back.store.get().outbox).toMatchObject([
    { text: "Halo", clientId: "id-1", state: "waiting" },
  ]);
  back.sending.flush();
  await vi.advanceTimersByTimeAsync(10);
  expect(back.sent.map((body) => body.clientId)).toEqual(["id-1"]);
});

test("an event that outruns the answer leaves one message", async () => {
  const { store, sending } = scene(() => new Promise(() => undefined));
  sending.add("Halo", []);
  store.set((state) => mergeMessages(state, [fromMaya(1, { clientId: "id-1" })]));
  expect(store.get().outbox).toEqual([]);
  expect(store.get().messages.size).toBe(1);
});
