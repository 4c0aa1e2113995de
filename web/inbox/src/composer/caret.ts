import { type RefObject, useLayoutEffect, useRef } from "react";

/** Where the caret stands in `after`, which was `before` until now; null where nothing tells. */
export function caretIn(after: string, before: string, caret: number): number | null {
  if (after.startsWith(before.slice(0, caret))) return caret;
  const rest = before.slice(caret);
  return after.endsWith(rest) ? after.length - rest.length : null;
}

/** Whoever is writing goes on where he was when something is put in from elsewhere. */
export function useCaret(ref: RefObject<HTMLTextAreaElement | null>, text: string) {
  const last = useRef({ text, caret: text.length });
  useLayoutEffect(() => {
    const field = ref.current;
    const { text: before, caret } = last.current;
    if (!field || before === text) return;
    const moved = caretIn(text, before, caret) ?? text.length;
    last.current = { text, caret: moved };
    if (document.activeElement === field) field.setSelectionRange(moved, moved);
  }, [ref, text]);
  /** Where it is now, by what was typed and by keys and clicks. */
  return (field: HTMLTextAreaElement) => {
    last.current = { text: field.value, caret: field.selectionStart };
  };
}
