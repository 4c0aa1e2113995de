import { expect, test } from "vitest";
import { bodyOf, isPaused, type Steps } from "../src/app/store/screen";
import { initialState } from "../src/app/store/state";
import { at, conversation, fromMaya, session } from "./people";

const fresh: Steps = { details: false, introduced: false, again: null };

function asking(name: string | null = null) {
  const { channel } = session();
  const appearance = { ...channel.appearance, askName: true };
  return { channel: { ...channel, appearance }, visitor: { id: "maya", name } };
}

test("a channel that asks shows its form until it has been through or the name is known", () => {
  expect(bodyOf(initialState, null, asking(), fresh)).toBe("form");
  expect(bodyOf(initialState, null, asking(), { ...fresh, introduced: true })).toBe("welcome");
  expect(bodyOf(initialState, null, asking("Maya"), fresh)).toBe("welcome");
});

test("who returns waits for the thread, not on the welcome screen", () => {
  expect(bodyOf(initialState, conversation(), asking(), fresh)).toBe("reading");
  const read = { ...initialState, loaded: true, messages: new Map([["m1", fromMaya(1)]]) };
  expect(bodyOf(read, conversation(), asking(), fresh)).toBe("thread");
});

test("an ended chat rests until the visitor writes again, and rests anew at its next end", () => {
  const ended = conversation({ state: "resolved", resolvedAt: at(5) });
  expect(isPaused(initialState, ended, fresh)).toBe(true);
  const again = { ...fresh, again: at(5) };
  expect(isPaused(initialState, ended, again)).toBe(false);
  expect(
    isPaused(initialState, conversation({ state: "resolved", resolvedAt: at(9) }), again),
  ).toBe(true);
  expect(isPaused(initialState, conversation(), fresh)).toBe(false);
});
