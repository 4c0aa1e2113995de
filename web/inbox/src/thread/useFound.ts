import type { Virtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef, useState } from "react";
import { hearIntent } from "../app/intents";
import { usePlace } from "../app/places";
import type { Item } from "./items";
import type { useThread } from "./useThread";

/** Pages that are looked back through for a message. */
const MOST_PAGES = 40;
/** How long it stays marked, in milliseconds. */
const MARKED = 2_500;

const holds = (item: Extract<Item, { kind: "message" }>, id: string): boolean =>
  (item.album ?? [item.message]).some((message) => message.id === id);

/** Goes to the message that a search has found or that was asked for, further back if need be; its key while it is marked. */
export function useFound(
  list: Virtualizer<HTMLDivElement, Element>,
  items: readonly Item[],
  pages: ReturnType<typeof useThread>["pages"],
): string | null {
  const { at: opened } = usePlace();
  const [asked, setAsked] = useState<{ id: string } | null>(null);
  const at = asked?.id ?? opened;
  const reached = useRef<string | null>(null);
  const [marked, setMarked] = useState<string | null>(null);
  const index = at ? items.findIndex((item) => item.kind === "message" && holds(item, at)) : -1;
  const { hasNextPage, isFetchingNextPage, fetchNextPage, data } = pages;
  const looked = data?.pages.length ?? 0;

  useEffect(
    () =>
      hearIntent("thread.show", (id) => {
        reached.current = null;
        setAsked({ id });
      }),
    [],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked for once more is gone to once more
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
  }, [at, asked, index, looked, hasNextPage, isFetchingNextPage, fetchNextPage, items, list]);

  useEffect(() => {
    if (!marked) return;
    const timer = setTimeout(() => setMarked(null), MARKED);
    return () => clearTimeout(timer);
  }, [marked]);
  return marked;
}
