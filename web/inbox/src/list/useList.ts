import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { Conversation } from "../../../contract/types";
import { getConversations, getCounts, type Tab } from "../api/calls";
import { type Looking, lookingKey } from "../app/looking";
import { useAllConversations } from "../live/hooks";
import { conversations } from "../live/stores";
import { noteMatches } from "./matches";
import { foundRows, isLive, rowsOf } from "./order";

/** One list: its pages come by HTTP, what changes in it comes down the line. */
export function useList(tab: Tab, looking: Looking) {
  const key = lookingKey(looking);
  const pages = useInfiniteQuery({
    queryKey: ["list", tab, key],
    initialPageParam: null as string | null,
    queryFn: async ({ pageParam, signal }) => {
      const page = await getConversations(tab, looking, pageParam, signal);
      for (const row of page.items) conversations.take(row);
      noteMatches(key, page.matches ?? [], pageParam === null);
      return {
        ids: page.items.map((row) => row.id),
        last: page.items.at(-1) ?? null,
        nextCursor: page.nextCursor ?? null,
        includesResolved: page.includesResolved,
        narrowDown: page.narrowDown,
      };
    },
    getNextPageParam: (page) => page.nextCursor,
  });
  const all = useAllConversations();
  const newest = pages.data?.pages.at(-1);
  const bound: Conversation | null = newest?.nextCursor ? newest.last : null;
  const found = key !== "" || !isLive(tab);
  const first = pages.data?.pages[0];
  const rows = useMemo(() => {
    if (!found) return rowsOf(tab, all, bound);
    const ids = pages.data?.pages.flatMap((page) => page.ids) ?? [];
    return foundRows(tab, ids, all, first?.includesResolved ?? false);
  }, [found, tab, all, bound, pages.data, first]);
  return {
    key,
    pages,
    rows,
    complete: pages.isSuccess && !pages.hasNextPage,
    includesResolved: first?.includesResolved ?? false,
    narrowDown: first?.narrowDown ?? false,
  };
}

/** `left`: of the queue, whose visitors have gone; they are not in `queued`. */
export type Counted = Partial<Record<Tab | "left", number>>;

/** The figures on the tabs: counted by the hub, and exact at once where a whole list is loaded. */
export function useCounts(tab: Tab, rows: readonly Conversation[], complete: boolean): Counted {
  const { data } = useQuery({ queryKey: ["counts"], queryFn: ({ signal }) => getCounts(signal) });
  const counted: Counted = data ? { ...data } : {};
  if (!complete) return counted;
  if (tab !== "queued") return { ...counted, [tab]: rows.length };
  const left = rows.filter((chat) => chat.left).length;
  return { ...counted, left, queued: rows.length - left };
}
