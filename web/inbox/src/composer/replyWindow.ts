import type { Conversation } from "../../../contract/types";
import { useMinute } from "../live/clock";

const MINUTE = 60_000;
/** The composer closes this much before the provider does: what is sent must still arrive in time. */
const EARLIER = 5 * MINUTE;
/** From here on the time that is left is shown. */
const SHOWN_FROM = 4 * 60 * MINUTE;

export interface ReplyWindow {
  closed: boolean;
  /** Milliseconds until it closes; null while there is time enough, or no window. */
  left: number | null;
}

export function replyWindow(chat: Conversation, now: number): ReplyWindow {
  if (!chat.windowExpiresAt || chat.state === "resolved") return { closed: false, left: null };
  const left = Date.parse(chat.windowExpiresAt) - EARLIER - now;
  if (left <= 0) return { closed: true, left: null };
  return { closed: false, left: left < SHOWN_FROM ? left : null };
}

/** Whether free text can be sent to the customer now, and for how long. */
export const useReplyWindow = (chat: Conversation): ReplyWindow => replyWindow(chat, useMinute());
