// @vitest-environment jsdom
import { beforeEach, expect, test, vi } from "vitest";
import { Host } from "../src/app/host";
import { keepIn } from "../src/app/keep";
import { keepWithHost, mustAskHost } from "../src/app/keeping";
import { type Lent, marked, type ToApp, type ToHost } from "../src/bridge";
import { settled } from "./people";

const refused = (): Storage => {
  throw new DOMException("The operation is insecure.", "SecurityError");
};

beforeEach(() => localStorage.clear());

/** A host page that answers when told to, and a clock that runs out when told to. */
function scene() {
  const said: ToHost[] = [];
  const listeners: ((message: ToApp) => void)[] = [];
  const host = {
    present: true,
    say: (message: ToHost) => void said.push(message),
    hear: (listener: (message: ToApp) => void) => void listeners.push(listener),
  };
  let runOut: (() => void) | null = null;
  const keep = keepWithHost("ch1", host, (act) => {
    runOut = act;
    return () => {
      runOut = null;
    };
  });
  const answer = (kept: Lent) => {
    for (const listener of listeners) listener({ kind: "kept", kept });
  };
  return { said, keep, answer, runOut: () => runOut?.() };
}

test("only a frame that is refused its storage asks the host page", () => {
  const framed = { present: true, say: () => undefined, hear: () => undefined };
  expect(mustAskHost(framed, () => localStorage)).toBe(false);
  expect(mustAskHost(framed, refused)).toBe(true);
  expect(mustAskHost({ ...framed, present: false }, refused)).toBe(false);
});

test("the chat waits for what an earlier page left, and reads it", async () => {
  const { said, keep, answer } = scene();
  const begun = vi.fn();
  void keep.then(begun);
  await settled();
  expect(said).toEqual([{ kind: "recall" }]);
  expect(begun).not.toHaveBeenCalled();

  answer({ token: '"token-1"', introduced: "true" });

  const kept = await keep;
  expect(kept.read("token")).toBe("token-1");
  expect(kept.read("introduced")).toBe(true);
  expect(kept.read("draft")).toBeNull();
});

test("what must be kept is handed to the host page once, and nothing else is", async () => {
  const { said, keep, answer } = scene();
  answer({ draft: '"Hal"' });
  const kept = await keep;
  said.length = 0;

  kept.write("token", "token-1");
  kept.write("token", "token-1");
  kept.write("brand", "#7A2856");
  kept.write("draft", "");
  kept.write("outbox", null);

  expect(said).toEqual([
    { kind: "keep", name: "token", text: '"token-1"' },
    { kind: "keep", name: "draft", text: null },
  ]);
  expect(kept.read("brand")).toBe("#7A2856");
  expect(localStorage.length).toBe(0);
});

test("a host page that does not answer keeps nobody waiting, and keeps what it has", async () => {
  const { said, keep, answer, runOut } = scene();
  runOut();
  const kept = await keep;
  answer({ token: '"late"' });

  kept.write("token", "token-2");

  expect(kept.read("token")).toBe("token-2");
  expect(said).toEqual([{ kind: "recall" }]);
});

test("what the host page spoiled is as if it were not there", async () => {
  const { keep, answer } = scene();
  answer({ token: "{", draft: 7 } as unknown as Lent);
  const kept = await keep;
  expect(kept.read("token")).toBeNull();
  expect(kept.read("draft")).toBeNull();
});

test("a frame with storage keeps everything there", () => {
  keepIn("ch1", () => localStorage).write("token", "token-1");
  expect(localStorage.getItem("simpul:ch1:token")).toBe('"token-1"');
  expect(keepIn("ch1", () => localStorage).read("token")).toBe("token-1");
});

test("the frame believes only the page it was told of", () => {
  const heard: ToApp[] = [];
  new Host("https://toko.example").hear((message) => heard.push(message));
  const kept = marked<ToApp>({ kind: "kept", kept: { token: '"token-1"' } });
  const from = (origin: string, source: Window | null) =>
    window.dispatchEvent(new MessageEvent("message", { data: kept, origin, source }));

  from("https://evil.example", window.parent);
  from("https://toko.example", null);
  expect(heard).toEqual([]);
  from("https://toko.example", window.parent);
  expect(heard).toEqual([kept]);
});
