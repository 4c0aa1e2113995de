import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useCallback, useEffect } from "react";
import { usePlace } from "../app/places";
import { AskPermission } from "./AskPermission";
import { hear } from "./alerts";
import { BELL, countFrom, entries, hearNews, isUnread, SETTINGS, useEntries } from "./bell";
import { getNotificationSettings, getNotifications, readThese } from "./calls";
import { isLookedAt, sayInView, stand } from "./leader";
import { unlockSound } from "./sounds";
import "../texts/notify";

const LOOKS = ["focus", "blur", "pagehide"] as const;

let standing = false;

/** Once for a tab. */
function begin(): void {
  if (standing) return;
  standing = true;
  stand();
  unlockSound();
}

/** The pages of the bell: they come by HTTP, what changes comes down the line. */
export const useBellPages = () =>
  useInfiniteQuery({
    queryKey: BELL,
    initialPageParam: null as string | null,
    queryFn: async ({ pageParam, signal }) => {
      const page = await getNotifications(pageParam, signal);
      for (const entry of page.items) entries.take(entry);
      countFrom(page.unread);
      return { last: page.items.at(-1) ?? null, nextCursor: page.nextCursor ?? null };
    },
    getNextPageParam: (page) => page.nextCursor,
  });

export const useNotificationSettings = () =>
  useQuery({
    queryKey: SETTINGS,
    queryFn: ({ signal }) => getNotificationSettings(signal),
  });

/** Listens for what concerns one in person, whatever is on screen. Draws only its one question. */
export default function Watch() {
  useBellPages();
  useNotificationSettings();
  useEffect(begin, []);
  useEffect(() => hearNews(hear), []);
  useSeen();
  return <AskPermission />;
}

/** Calls at once and whenever the page comes before one's eyes or leaves them. */
function useLook(look: () => void): void {
  useEffect(() => {
    look();
    for (const name of LOOKS) window.addEventListener(name, look);
    document.addEventListener("visibilitychange", look);
    return () => {
      for (const name of LOOKS) window.removeEventListener(name, look);
      document.removeEventListener("visibilitychange", look);
    };
  }, [look]);
}

/** What is before one's eyes is read: the open chat's entries, and the queue's on the queue. */
function useSeen(): void {
  const { tab, chat: open, area } = usePlace();
  const chat = area ? null : open;
  const all = useEntries();
  useLook(useCallback(() => sayInView(chat), [chat]));
  useLook(
    useCallback(() => {
      if (!isLookedAt()) return;
      const queue = tab === "queued" && !area;
      const seen = all.filter(
        (entry) =>
          isUnread(entry) &&
          ((chat && entry.conversationId === chat) || (queue && entry.kind === "queued")),
      );
      const ids = seen.map(({ id }) => id).slice(0, 100);
      if (ids.length) void readThese(ids).catch(() => undefined);
    }, [all, chat, tab, area]),
  );
}
