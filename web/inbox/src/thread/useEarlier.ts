import { type InfiniteData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import type { Conversation, Message } from "../../../contract/types";
import { getEarlier, getMessages } from "../api/calls";
import { type Item, itemsOf } from "./items";

/** A page of one earlier conversation of the thread. */
interface Chunk {
  chat: Conversation;
  messages: Message[];
  /** Where its older messages begin; null when these are its first. */
  older: string | null;
  /** Where the conversation before it is found; null when it is the first of the thread. */
  before: string | null;
}

/** The next page of the same one, or the newest page of the one before. */
type Step =
  | { chat: Conversation; older: string; before: string | null }
  | { before: string | null };

async function chunkAt(id: string, step: Step, signal: AbortSignal): Promise<Chunk | null> {
  if ("chat" in step) {
    const page = await getMessages(step.chat.id, step.older, signal);
    const { chat, before } = step;
    return { chat, messages: page.items, older: page.nextCursor ?? null, before };
  }
  const found = await getEarlier(id, step.before, signal);
  const [chat] = found.items;
  if (!chat) return null;
  const page = await getMessages(chat.id, null, signal);
  return {
    chat,
    messages: page.items,
    older: page.nextCursor ?? null,
    before: found.nextCursor ?? null,
  };
}

function stepAfter(chunk: Chunk | null): Step | null {
  if (!chunk) return null;
  const { chat, older, before } = chunk;
  if (older) return { chat, older, before };
  return before ? { before } : null;
}

/**
 * The earlier conversations of the same thread, above the present one: the newest is named as soon
 * as one has come to the beginning, and its messages are read when somebody goes on.
 */
export function useEarlier(chat: Conversation, reached: boolean, me: string) {
  const { id } = chat;
  const [asked, setAsked] = useState(false);
  const newest = useQuery({
    queryKey: ["earlier", id],
    enabled: reached,
    queryFn: async ({ signal }) => (await getEarlier(id, null, signal)).items[0] ?? null,
  });
  const pages = useInfiniteQuery({
    queryKey: ["earlierMessages", id],
    enabled: asked,
    initialPageParam: { before: null } as Step,
    queryFn: ({ pageParam, signal }) => chunkAt(id, pageParam, signal),
    getNextPageParam: stepAfter,
  });
  const { data } = pages;
  const items = useMemo(() => {
    if (!reached || !newest.data) return [];
    return data ? loadedItems(data, me) : [divider(newest.data, false)];
  }, [reached, newest.data, data, me]);
  return {
    items,
    /** Whether going further up shows more. */
    hasMore: reached && !!newest.data && (!data || pages.hasNextPage),
    isLoading: asked && pages.isFetching,
    isFailed: pages.isError,
    show: () => {
      if (!asked) setAsked(true);
      else if (pages.isError && !data) void pages.refetch();
      else void pages.fetchNextPage();
    },
  };
}

const divider = (chat: Conversation, loaded: boolean): Item => ({
  key: `earlier ${chat.id}`,
  kind: "earlier",
  chat,
  loaded,
});

function loadedItems({ pages }: InfiniteData<Chunk | null>, me: string): Item[] {
  const items: Item[] = [];
  const chunks = pages.flatMap((chunk) => chunk ?? []).reverse();
  const chats = new Map(chunks.map((chunk) => [chunk.chat.id, chunk.chat]));
  for (const chat of chats.values()) {
    const own = chunks.filter((chunk) => chunk.chat.id === chat.id);
    const messages = own.flatMap((chunk) => chunk.messages);
    const complete = !own[0]?.older;
    const nothing = { history: [], pending: [], unreadFrom: null };
    for (const item of itemsOf({ ...nothing, messages, me, complete })) {
      items.push({ ...item, key: `${chat.id} ${item.key}` });
    }
    items.push(divider(chat, true));
  }
  return items;
}
