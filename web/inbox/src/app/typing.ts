/**
 * Who is just typing. What comes late, an answer, an event or a piece of code, leaves him the focus; and
 * what he types on when the field has gone from under him is no command.
 */
import { useEffect, useState } from "react";

/** Milliseconds within which the next letter is expected. */
const PAUSE = 1_500;
/** How often one looks whether he rests, in milliseconds. */
const LOOK = 200;
const FIELDS = "input, textarea, select, [contenteditable='true']";
/** With these, or by the pointer, he goes elsewhere by himself. */
const LEAVES = /^(Enter|Escape|Tab|F\d+|Arrow\w+|Control|Meta|Alt)$/;

let last = Number.NEGATIVE_INFINITY;

const leaves = (): void => {
  last = Number.NEGATIVE_INFINITY;
};

/** Whether this is where one writes or chooses, so that keys belong to it. */
export function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest(FIELDS) !== null;
}

/** Letters have come until now, and nothing that says he is done. */
export const isTyping = (): boolean => performance.now() - last < PAUSE;

/** For what takes the focus when it is drawn, or when an answer has come: not from who is typing. */
export function offerFocus(element: HTMLElement | null | undefined): void {
  if (!isTyping()) element?.focus();
}

/** False while he types who was typing when this was drawn. */
export function useRests(): boolean {
  const [rests, setRests] = useState(() => !isTyping());
  useEffect(() => {
    if (rests) return;
    const timer = setInterval(() => setRests(!isTyping()), LOOK);
    return () => clearInterval(timer);
  }, [rests]);
  return rests;
}

function onInput(event: Event): void {
  // A box that is ticked tells of it as well, but it is no letter.
  if (event instanceof InputEvent) last = performance.now();
}

function onKey(event: KeyboardEvent): void {
  const { key, target } = event;
  if (isTyping() && !isField(target) && (key.length === 1 || key === "Enter")) {
    event.preventDefault();
    event.stopImmediatePropagation();
    if (key !== "Enter") last = performance.now();
  } else if (LEAVES.test(key)) leaves();
}

/** Before anyone else hears of a key. */
export function watchTyping(): void {
  window.addEventListener("input", onInput, true);
  window.addEventListener("keydown", onKey, true);
  window.addEventListener("pointerdown", leaves, true);
}
