import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { getConversations } from "../api/calls";
import { NOTHING } from "../app/looking";
import { plain } from "../list/matches";

/** Letters from which on the hub is asked. */
const ENOUGH = 2;
/** Time in which the next letter is waited for, in milliseconds. */
const PAUSE = 200;
const MOST = 8;
const NONE: readonly FoundChat[] = [];

export interface FoundChat {
  id: string;
  name: string;
  /** Why it was found, else its last line. */
  line: string;
  /** The message that was found in it. */
  at: string | null;
}

/** The chats that the hub finds by what is typed, whether a list has brought them or not. */
export function useFoundChats(typed: string): { asked: string; found: readonly FoundChat[] } {
  const asked = useLater(typed.trim());
  const { data } = useQuery({
    queryKey: ["palette", asked],
    enabled: asked.length >= ENOUGH,
    queryFn: async ({ signal }): Promise<FoundChat[]> => {
      const page = await getConversations("all", { ...NOTHING, q: asked }, null, signal);
      const matches = new Map(page.matches?.map((match) => [match.conversationId, match]));
      return page.items.slice(0, MOST).map((chat) => {
        const match = matches.get(chat.id);
        return {
          id: chat.id,
          name: chat.contact.name,
          line: plain(match?.text ?? []) || (chat.lastMessage?.text ?? ""),
          at: match?.messageId ?? null,
        };
      });
    },
  });
  return { asked, found: data ?? NONE };
}

function useLater(value: string): string {
  const [later, setLater] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setLater(value), PAUSE);
    return () => clearTimeout(timer);
  }, [value]);
  return later;
}
