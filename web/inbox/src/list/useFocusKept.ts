import { type RefObject, useEffect, useRef } from "react";

/** Rows turn into others when choosing begins or ends: where that took the focus away, the list has it again. */
export function useFocusKept(scroller: RefObject<HTMLDivElement | null>, choosing: boolean): void {
  const before = useRef(choosing);
  useEffect(() => {
    if (before.current === choosing) return;
    before.current = choosing;
    if (document.activeElement !== document.body) return;
    const row = scroller.current?.querySelector<HTMLElement>('[data-chat][tabindex="0"]');
    row?.focus({ preventScroll: true });
  }, [scroller, choosing]);
}
