import type { Channel, Conversation, Visitor } from "../wire";
import type { State } from "./state";

/** What the panel shows between header and footer. */
export type Body = "details" | "form" | "closed" | "welcome" | "reading" | "thread";

/** What the visitor did on this page that the hub does not know of. */
export interface Steps {
  /** Name and address are being changed. */
  details: boolean;
  /** The form before the chat has been through, whatever was left empty. */
  introduced: boolean;
  /** End of the chat after which the visitor chose to write again. */
  again: string | null;
}

export function bodyOf(
  state: Pick<State, "messages" | "outbox" | "loaded">,
  conversation: Conversation | null,
  { channel, visitor }: { channel: Channel; visitor: Visitor },
  steps: Steps,
  now = Date.now(),
): Body {
  if (steps.details) return "details";
  if (state.messages.size > 0 || state.outbox.length > 0) return "thread";
  if (conversation && !state.loaded) return "reading";
  const { askName, askEmail, askTopic, offlineForm } = channel.appearance;
  if (offlineForm && isClosed(channel, now)) return "closed";
  const unknown = (askName && !visitor.name) || (askEmail && !visitor.email) || askTopic;
  return unknown && !steps.introduced ? "form" : "welcome";
}

/** Outside the hours, as far as was told; what was told ends with the next opening. */
export function isClosed(
  channel: Pick<Channel, "isOpen" | "nextOpening">,
  now = Date.now(),
): boolean {
  const { isOpen, nextOpening } = channel;
  return !isOpen && !(nextOpening && Date.parse(nextOpening) <= now);
}

/** Staff may take an end back within this time: the question waits for it. Milliseconds. */
export const ASK_AFTER = 10_000;

/** How long until the ended chat may be rated; null when it is not asked at all. */
export function ratingIn(conversation: Conversation | null, now = Date.now()): number | null {
  if (!conversation?.asksRating || !conversation.resolvedAt) return null;
  return Math.max(0, Date.parse(conversation.resolvedAt) + ASK_AFTER - now);
}

/** The chat has ended and the visitor has not begun another: no composer, but a way to begin. */
export function isPaused(
  state: Pick<State, "outbox">,
  conversation: Conversation | null,
  steps: Steps,
): boolean {
  const ended = conversation?.state === "resolved" && state.outbox.length === 0;
  return ended && steps.again !== (conversation.resolvedAt ?? "");
}
