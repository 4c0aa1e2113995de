import { expect, test } from "vitest";
import { bodyOf, isClosed, isPaused, ratingIn, type Steps } from "../src/app/store/screen";
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

test("outside the hours a new visitor finds the form for a message, one in a chat goes on", () => {
  const { channel, visitor } = asking("Maya");
  const closed = { channel: { ...channel, isOpen: false, nextOpening: at(60) }, visitor };
  const now = Date.parse(at(0));
  expect(bodyOf(initialState, null, closed, fresh, now)).toBe("closed");
  const read = { ...initialState, loaded: true, messages: new Map([["m1", fromMaya(1)]]) };
  expect(bodyOf(read, conversation(), closed, fresh, now)).toBe("thread");
  const without = { ...channel.appearance, offlineForm: false };
  const plain = { channel: { ...closed.channel, appearance: without }, visitor };
  expect(bodyOf(initialState, null, plain, fresh, now)).toBe("welcome");
});

test("what was told of the hours ends with the next opening", () => {
  const told = { isOpen: false, nextOpening: at(60) };
  expect(isClosed(told, Date.parse(at(59)))).toBe(true);
  expect(isClosed(told, Date.parse(at(60)))).toBe(false);
  expect(isClosed({ isOpen: false, nextOpening: null }, Date.parse(at(60)))).toBe(true);
});

test("the question after the end waits until the end can no longer be taken back", () => {
  const ended = conversation({ state: "resolved", resolvedAt: at(5), asksRating: true });
  expect(ratingIn(ended, Date.parse(at(5)) + 4_000)).toBe(6_000);
  expect(ratingIn(ended, Date.parse(at(6)))).toBe(0);
  expect(ratingIn(conversation(), Date.parse(at(6)))).toBeNull();
  const spam = conversation({ state: "resolved", resolvedAt: at(5) });
  expect(ratingIn(spam, Date.parse(at(6)))).toBeNull();
});
