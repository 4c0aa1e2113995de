import { me } from "../app/me";
import { go, goTo } from "../app/places";
import { isHidden } from "./bell";
import type { Entry } from "./calls";

export const openChat = (id: string): void => go({ chat: id });

/** Where an entry leads: its chat, the queue, or one's own chats. */
export function openEntry(entry: Entry): void {
  if (entry.conversationId && !isHidden(entry)) openChat(entry.conversationId);
  else if (entry.kind === "queued" || entry.kind === "long_wait") go({ tab: "queued", chat: null });
  else if (entry.kind === "assigned" || entry.kind === "transferred") {
    go({ tab: "mine", chat: null });
  } else if (entry.kind === "channel_broken" && me().role === "admin") {
    goTo(`/settings/channels/${entry.channelId ?? ""}`);
  }
}
