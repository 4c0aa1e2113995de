import { type UseInfiniteQueryResult, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useMemo, useRef } from "react";
import type { Conversation } from "../../../contract/types";
import { getConversation, getHistory, getMessages } from "../api/calls";
import { me } from "../app/me";
import { useMessages } from "../live/hooks";
import { usePending } from "../live/sending";
import { conversations, threads } from "../live/stores";
import { itemsOf } from "./items";
import { useEarlier } from "./useEarlier";

/** The conversation itself, for one that no list has brought. */
export function useChat(id: string) {
  return useQuery({
    queryKey: ["chat", id],
    queryFn: async ({ signal }) => {
      const chat = await getConversation(id, signal);
      conversations.take(chat);
      return chat.id;
    },
  });
}

/** Everything the log of one conversation shows; older pages by cursor, new messages down the line. */
export function useThread(chat: Conversation) {
  const { id } = chat;
  const pages = useInfiniteQuery({
    queryKey: ["messages", id],
    initialPageParam: null as string | null,
    queryFn: async ({ pageParam, signal }) => {
      threads.watch(id);
      const page = await getMessages(id, pageParam, signal);
      threads.takeAll(page.items);
      if (pageParam === null) threads.keepPage(id, page.items);
      return { nextCursor: page.nextCursor ?? null };
    },
    getNextPageParam: (page) => page.nextCursor,
  });
  const history = useQuery({
    queryKey: ["history", id],
    queryFn: ({ signal }) => getHistory(id, signal),
    placeholderData: (before) => before,
  });
  const messages = useMessages(id);
  const outgoing = usePending();
  const complete = pages.isSuccess && !pages.hasNextPage;
  const unreadFrom = useUnreadFrom(chat, pages.isSuccess, messages.length);
  const items = useMemo(() => {
    const stored = new Set(messages.map((message) => message.clientId));
    const pending = outgoing.filter((p) => p.conversationId === id && !stored.has(p.clientId));
    const rows = history.data?.items ?? [];
    return itemsOf({ messages, history: rows, pending, me: me().id, unreadFrom, complete });
  }, [messages, outgoing, history.data, unreadFrom, complete, id]);
  const earlier = useEarlier(chat, complete, me().id);
  const all = useMemo(() => [...earlier.items, ...items], [earlier.items, items]);
  return { pages, earlier, messages, items: all, older: olderOf(pages, earlier) };
}

type Pages = Pick<
  UseInfiniteQueryResult,
  "hasNextPage" | "isFetchingNextPage" | "isFetchNextPageError" | "fetchNextPage"
>;

/** What lies further up: older messages, then earlier conversations. */
function olderOf(pages: Pages, earlier: ReturnType<typeof useEarlier>) {
  if (pages.hasNextPage) {
    return {
      hasMore: true,
      isLoading: pages.isFetchingNextPage,
      isFailed: pages.isFetchNextPageError,
      isEarlier: false,
      show: () => void pages.fetchNextPage(),
    };
  }
  const { hasMore, isLoading, isFailed, show } = earlier;
  return { hasMore, isLoading, isFailed, isEarlier: true, show };
}

/** The first message that was unread when the thread was opened; it stays marked until one leaves. */
function useUnreadFrom(chat: Conversation, loaded: boolean, count: number): number | null {
  const found = useRef<number | null | undefined>(undefined);
  if (found.current === undefined && loaded && count > 0) {
    const inbound = threads.rows(chat.id).filter((m) => m.direction === "inbound");
    const first = chat.unread > 0 ? (inbound.at(-chat.unread)?.number ?? null) : null;
    // Where nothing has been read yet, everything is new and needs no mark.
    found.current = first === 1 ? null : first;
  }
  return found.current ?? null;
}
