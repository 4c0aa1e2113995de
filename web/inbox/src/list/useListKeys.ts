import { type RefObject, useEffect, useRef } from "react";
import { hearIntent } from "../app/intents";
import { go } from "../app/places";
import type { Settled } from "./settled";

/** J, K and the arrows: the next or previous row, opened and with the focus on it. */
export function useListKeys(
  scroller: RefObject<HTMLDivElement | null>,
  rows: readonly Settled[],
  chat: string | null,
): void {
  const present = useRef({ rows, chat, at: -1 });
  const at = rows.findIndex((row) => row.id === chat);
  // A chat that has just left the list leaves its place behind: the next one is what stands there.
  present.current = { rows, chat, at: at < 0 ? present.current.at : at };

  useEffect(() => {
    const focusRow = (id: string) => {
      const row = scroller.current?.querySelector<HTMLElement>(`[data-chat="${id}"]`);
      row?.focus({ preventScroll: true });
      row?.scrollIntoView({ block: "nearest" });
    };
    return hearIntent("list.move", (step) => {
      const { rows: all, chat: open, at: last } = present.current;
      const left = !all.some((row) => row.id === open);
      const to = left && step > 0 ? Math.min(Math.max(last, 0), all.length - 1) : last + step;
      const next = all[to];
      if (!next) return;
      go({ chat: next.id }, { replace: open !== null });
      focusRow(next.id);
    });
  }, [scroller]);

  useEffect(() => {
    const list = scroller.current;
    const onKey = (event: KeyboardEvent) => {
      const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
      if (!step) return;
      const item = document.activeElement?.closest("[data-chat]")?.parentElement;
      const next = step > 0 ? item?.nextElementSibling : item?.previousElementSibling;
      const other = next?.querySelector<HTMLElement>("[data-chat]");
      if (!other) return;
      event.preventDefault();
      other.focus();
    };
    list?.addEventListener("keydown", onKey);
    return () => list?.removeEventListener("keydown", onKey);
  }, [scroller]);
}
