import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { Conversation } from "../../../contract/types";
import { getConversations, getCounts, type Tab } from "../api/calls";
import { useAllConversations } from "../live/hooks";
import { conversations } from "../live/stores";
import { rowsOf } from "./order";

/** One list: its pages come by HTTP, what changes in it comes down the line. */
export function useList(tab: Tab) {
  const pages = useInfiniteQuery({
    queryKey: ["list", tab],
    initialPageParam: null as string | null,
    queryFn: async ({ pageParam, signal }) => {
      const page = await getConversations(tab, pageParam, signal);
      for (const row of page.items) conversations.take(row);
      return { last: page.items.at(-1) ?? null, nextCursor: page.nextCursor ?? null };
    },
    getNextPageParam: (page) => page.nextCursor,
  });
  const all = useAllConversations();
  const newest = pages.data?.pages.at(-1);
  const bound: Conversation | null = newest?.nextCursor ? newest.last : null;
  const rows = useMemo(() => rowsOf(tab, all, bound), [tab, all, bound]);
  return { pages, rows, complete: pages.isSuccess && !pages.hasNextPage };
}

export type Counted = Partial<Record<Tab, number>>;

/** The figures on the tabs: counted by the hub, and exact at once where a whole list is loaded. */
export function useCounts(tab: Tab, rows: number, complete: boolean): Counted {
  const { data } = useQuery({ queryKey: ["counts"], queryFn: ({ signal }) => getCounts(signal) });
  const counted: Counted = data ? { mine: data.mine, queued: data.queued, all: data.all } : {};
  return complete ? { ...counted, [tab]: rows } : counted;
}
