// @vitest-environment jsdom
import { beforeEach, expect, test, vi } from "vitest";
import { marked, type ToHost } from "../src/bridge";
import { readSettings, type Settings } from "../src/loader/settings";
import { Widget } from "../src/loader/widget";

const HUB = "https://hub.example";

const settings: Settings = {
  hub: HUB,
  channelId: "ch1",
  color: null,
  side: null,
  language: "en",
};

beforeEach(() => {
  document.body.replaceChildren();
  localStorage.clear();
});

function scene() {
  const widget = new Widget(document, settings);
  const root = document.querySelector("simpul-chat")?.shadowRoot as ShadowRoot;
  const button = root.querySelector("button") as HTMLButtonElement;
  const frame = () => root.querySelector("iframe");
  const fromApp = (message: ToHost, origin = HUB) => {
    const source = frame()?.contentWindow ?? null;
    window.dispatchEvent(new MessageEvent("message", { data: marked(message), origin, source }));
  };
  const told: unknown[] = [];
  const listen = () => {
    const target = frame()?.contentWindow;
    if (target)
      vi.spyOn(target, "postMessage").mockImplementation((data: unknown) => void told.push(data));
  };
  return { widget, button, frame, fromApp, told, listen };
}

test("the script tag is found, and one without a channel is none", () => {
  document.body.innerHTML = `<script src="${HUB}/widget.js" data-channel=" ch1 " data-side="left"></script>`;
  expect(readSettings(null, document)).toMatchObject({ hub: HUB, channelId: "ch1", side: "left" });
  document.body.innerHTML = `<script src="${HUB}/widget.js"></script>`;
  expect(readSettings(null, document)).toBeNull();
});

test("before the visitor opens it there is no frame and nothing stored", () => {
  const { frame, button } = scene();
  expect(frame()).toBeNull();
  expect(localStorage.length).toBe(0);
  expect(button.getAttribute("aria-label")).toBe("Open chat");
  expect(button.getAttribute("aria-expanded")).toBe("false");
});

test("opening makes one frame, told where it stands; Esc closes and the launcher has the focus", () => {
  const { widget, button, frame, fromApp } = scene();
  button.click();
  expect(frame()?.src).toBe(`${HUB}/widget/ch1?origin=${encodeURIComponent(location.origin)}`);
  fromApp({ kind: "close" });
  expect(document.activeElement?.shadowRoot?.activeElement).toBe(button);
  widget.open();
  expect(
    document.querySelector("simpul-chat")?.shadowRoot?.querySelectorAll("iframe"),
  ).toHaveLength(1);
  expect(button.getAttribute("aria-label")).toBe("Close chat");
});

test("a page whose script opens and closes the chat takes no letter from who writes in the page", () => {
  document.body.innerHTML = "<input>";
  const field = document.querySelector("input") as HTMLInputElement;
  const { widget, frame } = scene();
  field.focus();
  widget.open();
  expect(frame()).not.toBeNull();
  expect(document.activeElement).toBe(field);
  widget.close();
  expect(document.activeElement).toBe(field);
  field.blur();
  widget.open();
  expect(document.activeElement?.shadowRoot?.activeElement).toBe(frame());
});

test("a known visitor's next page loads the app by itself", async () => {
  const first = scene();
  first.button.click();
  const dress = { brand: "#7A2856", onBrand: "#FFFFFF", language: "id", side: "left" as const };
  first.fromApp({ kind: "dress", dress });
  document.body.replaceChildren();
  vi.useFakeTimers();
  const { frame, button } = scene();
  vi.runAllTimers();
  vi.useRealTimers();
  expect(frame()).not.toBeNull();
  expect(button.getAttribute("aria-expanded")).toBe("false");
  expect(document.querySelector<HTMLElement>("simpul-chat")?.dataset.side).toBe("left");
});

test("messages of other origins change nothing", () => {
  const { widget, button, fromApp } = scene();
  widget.open();
  widget.close();
  fromApp({ kind: "unread", count: 3 }, "https://evil.example");
  expect(button.getAttribute("aria-label")).toBe("Open chat");
  fromApp({ kind: "unread", count: 3 });
  expect(button.getAttribute("aria-label")).toBe("Open chat, 3 new messages");
});

test("what the page says before the app lives reaches it once it does", () => {
  const { widget, fromApp, told, listen } = scene();
  widget.identify({ name: "Maya", email: "maya@contoh.id" });
  widget.open();
  listen();
  expect(told).toEqual([]);
  fromApp({ kind: "alive" });
  expect(told).toMatchObject([{ kind: "identify", person: { name: "Maya" } }, { kind: "shown" }]);
});

test("listeners hear, may leave, and cannot break the chat", () => {
  vi.useFakeTimers();
  const { widget } = scene();
  const heard: string[] = [];
  widget.on("open", () => {
    throw new Error("the page's own mistake");
  });
  const leave = widget.on("open", () => void heard.push("open"));
  widget.open();
  widget.close();
  leave();
  widget.open();
  expect(heard).toEqual(["open"]);
  expect(() => vi.runAllTimers()).toThrow("the page's own mistake");
  vi.useRealTimers();
});
