import { expect, test, vi } from "vitest";
import { Outbox, type Outcome, type Outgoing } from "../outbox";

type Send = (item: Outgoing<string>) => Promise<Outcome>;

function shelf(kept: string | null = null) {
  return {
    kept,
    read() {
      return this.kept;
    },
    write(value: string) {
      this.kept = value;
    },
  };
}

const written = (clientId: string, conversationId = "c") => ({
  clientId,
  conversationId,
  body: clientId,
  at: 1,
});

const settled = () => new Promise((done) => setTimeout(done));

test("one at a time and in order within a conversation", async () => {
  const answers: (() => void)[] = [];
  const sent: string[] = [];
  const send: Send = (item) =>
    new Promise((done) => {
      sent.push(item.clientId);
      answers.push(() => done({ kind: "stored" }));
    });
  const outbox = new Outbox(send, shelf());
  outbox.add(written("a"));
  outbox.add(written("b"));
  outbox.add(written("x", "other"));
  expect(sent).toEqual(["a", "x"]);
  answers[0]?.();
  await settled();
  expect(sent).toEqual(["a", "x", "b"]);
});

test("what could not be sent waits and goes out under the same clientId", async () => {
  const outcomes: Outcome[] = [{ kind: "again" }, { kind: "stored" }];
  const send = vi.fn<Send>(async () => outcomes.shift() ?? { kind: "stored" });
  const outbox = new Outbox(send, shelf());
  outbox.add(written("a"));
  await settled();
  expect(outbox.all()[0]?.state).toBe("waiting");
  outbox.flush();
  await settled();
  expect(outbox.all()).toHaveLength(0);
  expect(send.mock.calls.map(([item]) => item.clientId)).toEqual(["a", "a"]);
});

test("a refusal says why, lets the next one pass, and can be tried again", async () => {
  const outcomes: Outcome[] = [{ kind: "refused", reason: "too long" }];
  const outbox = new Outbox<string>(async () => outcomes.shift() ?? { kind: "stored" }, shelf());
  outbox.add(written("a"));
  outbox.add(written("b"));
  await settled();
  expect(outbox.all()).toMatchObject([{ clientId: "a", state: "failed", reason: "too long" }]);
  outbox.retry("a");
  await settled();
  expect(outbox.all()).toHaveLength(0);
});

test("a failing line is no refusal", async () => {
  const outbox = new Outbox<string>(async () => Promise.reject(new Error("line")), shelf());
  outbox.add(written("a"));
  await settled();
  expect(outbox.all()[0]?.state).toBe("waiting");
});

test("it outlives a reload: what was on its way waits again", () => {
  const kept = shelf();
  new Outbox<string>(() => new Promise(() => {}), kept).add(written("a"));
  const after = new Outbox<string>(async () => ({ kind: "stored" }), kept);
  expect(after.all()).toMatchObject([{ clientId: "a", state: "waiting" }]);
});

test("a broken shelf is an empty one", () => {
  expect(new Outbox<string>(async () => ({ kind: "stored" }), shelf("{")).all()).toEqual([]);
});
