import { expect, test } from "vitest";
import { Position } from "../../live/position";
import { Feed, STALE_AFTER } from "../src/app/store/feed";
import { Store } from "../src/app/store/state";
import type { EventEnvelope } from "../src/app/wire";
import { at, conversation, fromSari, settled } from "./people";

function scene(reload: () => Promise<void> = async () => undefined) {
  const store = new Store();
  const position = new Position();
  const clock = { now: 1_000 };
  const heard: string[] = [];
  const feed = new Feed(store, position, {
    now: () => clock.now,
    reload: async () => {
      heard.push("reload");
      await reload();
    },
    caughtUp: () => void heard.push("caught up"),
    refused: (error) => void heard.push(error),
    silent: () => void heard.push("silent"),
    answered: (event) => void heard.push(event.data.message?.text ?? ""),
  });
  return { store, position, clock, heard, feed };
}

function answer(cursor: string): EventEnvelope {
  const object = { kind: "message", id: "m2", version: 1 };
  const data = { message: fromSari(2), conversation: conversation() };
  return {
    id: cursor,
    type: "message.created",
    at: at(2),
    cursor,
    actor: { kind: "agent" },
    object,
    data,
  };
}

test("the first ready reads the picture, a later one with since does not", async () => {
  const { feed, position, heard } = scene();
  feed.ready("j.1");
  await settled();
  feed.dropped();
  feed.ready("j.2");
  await settled();
  expect(heard).toEqual(["reload", "caught up", "caught up"]);
  expect(position.since).toBe("j.2");
});

test("a resync reloads; a reload that fails is tried again with the next heartbeat", async () => {
  let fails = true;
  const { feed, position, heard } = scene(async () => {
    if (fails) throw new Error("away");
  });
  feed.ready("j.1");
  await settled();
  expect(position.since).toBeUndefined();
  fails = false;
  feed.heartbeat("j.4");
  await settled();
  expect(heard.filter((word) => word === "reload")).toHaveLength(2);
  expect(position.since).toBe("j.4");
});

test("live while heartbeats come, lost after 25 s of silence, live again with the next", () => {
  const { feed, store, clock, heard } = scene();
  feed.ready("j.1");
  clock.now += STALE_AFTER;
  feed.checkPulse();
  expect(store.get().link).toBe("live");
  clock.now += 1;
  feed.checkPulse();
  feed.checkPulse();
  expect(store.get().link).toBe("lost");
  expect(heard.filter((word) => word === "silent")).toHaveLength(1);
  feed.heartbeat("j.2");
  expect(store.get()).toMatchObject({ link: "live", heardAt: clock.now });
});

test("an event told twice announces one answer", () => {
  const { feed, heard } = scene();
  feed.event(answer("j.3"));
  feed.event(answer("j.3"));
  expect(heard).toEqual(["Sari 2"]);
});

test("typing dots end by themselves when the off signal was lost", () => {
  const { feed, store, clock } = scene();
  feed.typing({ conversationId: "c1", on: true, author: { name: "Sari" } });
  expect(store.get().typing?.name).toBe("Sari");
  clock.now += 8_001;
  feed.checkPulse();
  expect(store.get().typing).toBeNull();
});
