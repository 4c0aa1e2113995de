import type { Channel, Conversation, Visitor } from "../wire";
import type { State } from "./state";

/** What the panel shows between header and footer. */
export type Body = "details" | "form" | "welcome" | "reading" | "thread";

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
): Body {
  if (steps.details) return "details";
  if (state.messages.size > 0 || state.outbox.length > 0) return "thread";
  if (conversation && !state.loaded) return "reading";
  const { askName, askEmail } = channel.appearance;
  const unknown = (askName && !visitor.name) || (askEmail && !visitor.email);
  return unknown && !steps.introduced ? "form" : "welcome";
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
