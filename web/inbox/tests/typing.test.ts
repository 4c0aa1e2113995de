import { afterAll, beforeEach, expect, test, vi } from "vitest";
import { isTyping, offerFocus, watchTyping } from "../src/app/typing";

watchTyping();
const heard: string[] = [];
window.addEventListener("keydown", ({ key }) => void heard.push(key));

function scene() {
  document.body.innerHTML = "<input><button>E</button>";
  const [field, button] = document.body.children as unknown as [HTMLInputElement, HTMLElement];
  field.focus();
  return { field, button };
}

function press(key: string): void {
  const { activeElement: place } = document;
  place?.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  const writes = place instanceof HTMLInputElement && key.length === 1;
  if (writes) place.dispatchEvent(new InputEvent("input", { bubbles: true }));
}

function type(text: string): void {
  for (const letter of text) press(letter);
}

beforeEach(() => {
  window.dispatchEvent(new Event("pointerdown"));
  heard.length = 0;
});
afterAll(() => void window.dispatchEvent(new Event("pointerdown")));

test("what is typed on when the field has gone from under the writer is no command", () => {
  const { field, button } = scene();
  type("Sel");
  field.remove();
  type("am");
  button.focus();
  type("at e");
  expect(heard).toEqual(["S", "e", "l"]);
});

test("after a pause, a click or a key with which he leaves, keys are commands again", () => {
  vi.useFakeTimers();
  for (const leave of [
    () => vi.advanceTimersByTime(1_600),
    () => window.dispatchEvent(new Event("pointerdown")),
    () => press("Escape"),
    () => press("Enter"),
  ]) {
    const { button } = scene();
    type("Halo");
    leave();
    heard.length = 0;
    button.focus();
    type("e");
    expect(heard).toEqual(["e"]);
  }
  vi.useRealTimers();
});

test("what comes late takes the focus only from who is not typing", () => {
  const { field, button } = scene();
  type("Halo");
  offerFocus(button);
  expect(document.activeElement).toBe(field);
  press("Tab");
  expect(isTyping()).toBe(false);
  offerFocus(button);
  expect(document.activeElement).toBe(button);
});

test("a box that is ticked is not typing", () => {
  const { field } = scene();
  field.dispatchEvent(new Event("input", { bubbles: true }));
  expect(isTyping()).toBe(false);
});
