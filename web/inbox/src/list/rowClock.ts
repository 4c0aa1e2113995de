import type { Conversation } from "../../../contract/types";
import { span } from "../texts/format";

export type Urgency = "calm" | "soon" | "late";

export function urgency(chat: Conversation, now: number): Urgency {
  if (!chat.dueAt) return chat.unanswered ? "late" : "calm";
  if (now >= Date.parse(chat.dueAt)) return "late";
  // The hub says when it is near: only working time counts.
  return chat.dueNearAt && now >= Date.parse(chat.dueNearAt) ? "soon" : "calm";
}

/** Since when the oldest unanswered message waits for us; null when nobody waits. */
export function waitingSince(chat: Conversation): number | null {
  if (chat.state === "resolved" || chat.waitingFor !== "us") return null;
  const since = chat.waitingSince ?? chat.queuedAt;
  return since ? Date.parse(since) : null;
}

/** What the chip shows, as one word so that a row redraws only when it changes: "late|12 min". */
export function clockWord(chat: Conversation, now: number): string {
  const since = waitingSince(chat);
  if (since === null) return "";
  return `${urgency(chat, now)}|${span((now - since) / 1000)}`;
}
