import { useEffect } from "react";
import { useAllConversations } from "../live/hooks";
import { isUnread, useEntries } from "../notify/bell";
import { isMine } from "./me";
import { titleOf, usePresentPage } from "./pageName";

const ICON = "/icon.svg";
const ICON_UNREAD = "/icon-unread.svg";

/** "(3) Simpul", the page before it where it has a name, and a dot on the icon: how many chats and other things ask for one's attention. */
export function useTitle(): void {
  const all = useAllConversations();
  const entries = useEntries();
  const page = usePresentPage();
  const chats = all.filter((c) => c.unread > 0 && c.state === "handled" && isMine(c));
  // A chat with unread messages and an unread entry is one thing; that somebody waits stands at Queue.
  const news = entries.filter((each) => isUnread(each) && each.kind !== "queued");
  const unread = new Set([
    ...chats.map(({ id }) => id),
    ...news.map(({ id, conversationId }) => conversationId ?? id),
  ]).size;
  useEffect(() => {
    document.title = unread ? `(${unread}) ${titleOf(page)}` : titleOf(page);
    const icon = document.querySelector<HTMLLinkElement>("link[rel=icon]");
    const wanted = unread ? ICON_UNREAD : ICON;
    if (icon && icon.getAttribute("href") !== wanted) icon.setAttribute("href", wanted);
  }, [unread, page]);
}
