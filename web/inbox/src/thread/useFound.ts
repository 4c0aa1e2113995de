import type { Virtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef, useState } from "react";
import { usePlace } from "../app/places";
import type { Item } from "./items";
import type { useThread } from "./useThread";

/** Pages that are looked back through for a message. */
const MOST_PAGES = 40;
/** How long it stays marked, in milliseconds. */
const MARKED = 2_500;

/** Goes to the message that a search has found, further back if need be; its key while it is marked. */
export function useFound(
  list: Virtualizer<HTMLDivElement, Element>,
  items: readonly Item[],
  pages: ReturnType<typeof useThread>["pages"],
): string | null {
  const { at } = usePlace();
  const reached = useRef<string | null>(null);
  const [marked, setMarked] = useState<string | null>(null);
  const index = at
    ? items.findIndex((item) => item.kind === "message" && item.message.id === at)
    : -1;
  const { hasNextPage, isFetchingNextPage, fetchNextPage, data } = pages;
  const looked = data?.pages.length ?? 0;

  useEffect(() => {
    if (!at || reached.current === at || looked === 0) return;
    if (index < 0) {
      if (hasNextPage && !isFetchingNextPage && looked < MOST_PAGES) void fetchNextPage();
      return;
    }
    reached.current = at;
    setMarked(items[index]?.key ?? null);
    // After the list has gone to its end, where it begins.
    requestAnimationFrame(() => list.scrollToIndex(index, { align: "center" }));
  }, [at, index, looked, hasNextPage, isFetchingNextPage, fetchNextPage, items, list]);

  useEffect(() => {
    if (!marked) return;
    const timer = setTimeout(() => setMarked(null), MARKED);
    return () => clearTimeout(timer);
  }, [marked]);
  return marked;
}
