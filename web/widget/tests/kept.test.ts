// @vitest-environment jsdom
import { beforeEach, expect, test, vi } from "vitest";
import { marked, type ToHost } from "../src/bridge";
import { Widget } from "../src/loader/widget";

const HUB = "https://hub.example";

beforeEach(() => {
  document.body.replaceChildren();
  localStorage.clear();
});

/** An opened chat on a page, with what its frame says and what it is told, and to whom. */
function scene() {
  new Widget(document, {
    hub: HUB,
    channelId: "ch1",
    color: null,
    side: "right",
    language: "en",
  }).open();
  const root = document.querySelector("simpul-chat")?.shadowRoot as ShadowRoot;
  const frame = root.querySelector("iframe")?.contentWindow as Window;
  const told = vi.spyOn(frame, "postMessage").mockImplementation(() => undefined);
  const says = (message: ToHost, origin = HUB, source: Window | null = frame) =>
    window.dispatchEvent(new MessageEvent("message", { data: marked(message), origin, source }));
  return { says, told };
}

test("what a frame left is the first thing that the next page's frame is told", () => {
  const before = scene();
  before.says({ kind: "recall" });
  before.says({ kind: "keep", name: "token", text: '"token-1"' });
  before.says({ kind: "keep", name: "draft", text: '"Hal"' });
  before.says({ kind: "keep", name: "draft", text: null });
  document.body.replaceChildren();

  const { says, told } = scene();
  says({ kind: "recall" });
  says({ kind: "alive" });

  const kept = marked({ kind: "kept", kept: { token: '"token-1"' } });
  expect(told.mock.calls).toEqual([
    [kept, HUB],
    [marked({ kind: "shown" }), HUB],
  ]);
});

test("nobody but the hub's frame may ask or leave anything", () => {
  const { says, told } = scene();
  const keep: ToHost = { kind: "keep", name: "token", text: '"forged"' };
  says(keep, "https://evil.example");
  says(keep, HUB, window);
  says({ kind: "recall" }, "https://evil.example");
  says({ kind: "recall" }, HUB, window);
  expect(localStorage.length).toBe(0);
  expect(told).not.toHaveBeenCalled();
});

test("only the agreed names are kept", () => {
  const { says } = scene();
  says({ kind: "keep", name: "anything", text: "1" });
  expect(localStorage.length).toBe(0);
});

test("a frame that keeps its own things leaves none here", () => {
  const { says, told } = scene();
  says({ kind: "alive" });
  expect(localStorage.length).toBe(0);
  expect(told.mock.calls).toEqual([[marked({ kind: "shown" }), HUB]]);
});

test("a page that forbids storage itself has nothing to give", () => {
  const { says, told } = scene();
  const forbidden = vi.spyOn(window, "localStorage", "get").mockImplementation(() => {
    throw new DOMException("", "SecurityError");
  });
  says({ kind: "keep", name: "token", text: '"token-1"' });
  says({ kind: "recall" });
  forbidden.mockRestore();
  expect(told.mock.calls).toEqual([[marked({ kind: "kept", kept: {} }), HUB]]);
});
