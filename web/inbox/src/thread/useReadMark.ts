import { useEffect, useSyncExternalStore } from "react";
import type { Conversation } from "../../../contract/types";
import { markRead } from "../api/calls";
import { isMine } from "../app/me";
import { conversations } from "../live/stores";

const PAUSE = 400;

function subscribe(listener: () => void): () => void {
  document.addEventListener("visibilitychange", listener);
  window.addEventListener("focus", listener);
  window.addEventListener("blur", listener);
  return () => {
    document.removeEventListener("visibilitychange", listener);
    window.removeEventListener("focus", listener);
    window.removeEventListener("blur", listener);
  };
}

const looking = (): boolean => document.visibilityState === "visible";

/** Marks as read what its holder has before his eyes: the window is seen and the end is in view. */
export function useReadMark(chat: Conversation, endInView: boolean): void {
  const seen = useSyncExternalStore(subscribe, looking);
  const due = seen && endInView && chat.unread > 0 && isMine(chat);
  const { id, lastNumber } = chat;
  useEffect(() => {
    if (!due) return;
    const timer = setTimeout(() => {
      void markRead(id, lastNumber)
        .then((row) => row?.id && conversations.take(row))
        .catch(() => undefined);
    }, PAUSE);
    return () => clearTimeout(timer);
  }, [due, id, lastNumber]);
}
