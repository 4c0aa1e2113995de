import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Link, LinkHandlers, LiveEvent } from "../link";
import { LiveSession, STALE_AFTER } from "../session";

class Line implements Link {
  handlers!: LinkHandlers;
  since!: () => string | null;
  restarts = 0;
  sent: string[] = [];

  open(handlers: LinkHandlers, since: () => string | null) {
    this.handlers = handlers;
    this.since = since;
  }
  restart() {
    this.restarts += 1;
  }
  close() {}
  signal(name: string) {
    this.sent.push(name);
  }
}

const event = (cursor: string): LiveEvent => ({
  id: cursor,
  type: "message.created",
  at: "2026-11-23T03:00:00.000Z",
  cursor,
  actor: { kind: "customer" },
  object: { kind: "message", id: "m", version: 1 },
  data: {},
});

let line: Line;
let session: LiveSession;
const hears = { onEvent: vi.fn(), onSignal: vi.fn(), reload: vi.fn(async () => {}) };

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000 });
  vi.clearAllMocks();
  line = new Line();
  session = new LiveSession(line, hears);
  session.start();
  line.handlers.onOpen();
});

afterEach(() => {
  session.stop();
  vi.useRealTimers();
});

test("events before ready are shown but never give the cursor", () => {
  line.handlers.onEvent(event("e:7"));
  expect(hears.onEvent).toHaveBeenCalledTimes(1);
  expect(line.since()).toBeNull();
});

test("the cursor comes from ready, heartbeat and the events after ready", async () => {
  line.handlers.onReady("e:10");
  await vi.advanceTimersByTimeAsync(0);
  expect(line.since()).toBe("e:10");
  line.handlers.onEvent(event("e:11"));
  expect(line.since()).toBe("e:11");
  line.handlers.onHeartbeat("e:15");
  expect(line.since()).toBe("e:15");
});

test("after a reconnect events need a new ready before they move the cursor", async () => {
  line.handlers.onReady("e:10");
  await vi.advanceTimersByTimeAsync(0);
  line.handlers.onClosed();
  line.handlers.onOpen();
  line.handlers.onEvent(event("e:11"));
  expect(line.since()).toBe("e:10");
});

test("it is live only from ready on, and reconnecting when the line drops", () => {
  expect(session.getStatus().state).toBe("connecting");
  line.handlers.onReady("e:1");
  expect(session.getStatus()).toEqual({ state: "live", heardAt: 1_000 });
  line.handlers.onClosed();
  expect(session.getStatus()).toEqual({ state: "reconnecting", heardAt: 1_000 });
});

test("25 s without a heartbeat it says stale, since when, and asks for a new line", () => {
  line.handlers.onReady("e:1");
  vi.advanceTimersByTime(10_000);
  line.handlers.onHeartbeat("e:2");
  vi.advanceTimersByTime(STALE_AFTER * 1000 - 1);
  expect(session.getStatus().state).toBe("live");
  vi.advanceTimersByTime(1);
  expect(session.getStatus()).toEqual({ state: "stale", heardAt: 11_000 });
  expect(line.restarts).toBe(1);
});

test("a stale line that drops stays stale until it is live again", () => {
  line.handlers.onReady("e:1");
  vi.advanceTimersByTime(STALE_AFTER * 1000);
  line.handlers.onClosed();
  expect(session.getStatus().state).toBe("stale");
  line.handlers.onOpen();
  line.handlers.onReady("e:9");
  expect(session.getStatus().state).toBe("live");
});

test("the first connection and a resync ask for a reload, and only then does the cursor count", async () => {
  line.handlers.onReady("e:10");
  expect(hears.reload).toHaveBeenCalledTimes(1);
  expect(line.since()).toBeNull();
  await vi.advanceTimersByTimeAsync(0);
  expect(line.since()).toBe("e:10");

  line.handlers.onResync("e:99");
  expect(hears.reload).toHaveBeenCalledTimes(2);
  expect(line.since()).toBe("e:10");
  await vi.advanceTimersByTimeAsync(0);
  expect(line.since()).toBe("e:99");
});

test("a reload that failed is asked for again with the next heartbeat", async () => {
  hears.reload.mockRejectedValueOnce(new Error("away"));
  line.handlers.onReady("e:10");
  await vi.advanceTimersByTimeAsync(0);
  expect(line.since()).toBeNull();
  line.handlers.onHeartbeat("e:11");
  await vi.advanceTimersByTimeAsync(0);
  expect(line.since()).toBe("e:11");
});
