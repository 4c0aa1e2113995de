/** Snapshots into the state: the newer version wins, so order, repeats and late arrivals do no harm. */
import type { Conversation, EventEnvelope, Message, Session } from "../wire";
import type { State } from "./state";

/** Equal versions are taken too: a fresh copy may carry a fresh signed address of a file. */
function keepNewer<T extends { id: string; version: number }>(
  known: ReadonlyMap<string, T>,
  arrived: readonly T[],
): ReadonlyMap<string, T> {
  let next: Map<string, T> | null = null;
  for (const item of arrived) {
    const old = (next ?? known).get(item.id);
    if (old && old.version > item.version) continue;
    next ??= new Map(known);
    next.set(item.id, item);
  }
  return next ?? known;
}

function without<T>(known: ReadonlyMap<string, T>, id: string): ReadonlyMap<string, T> {
  if (!known.has(id)) return known;
  const next = new Map(known);
  next.delete(id);
  return next;
}

export function mergeMessages(state: State, arrived: readonly Message[]): Partial<State> {
  return { messages: keepNewer(state.messages, arrived) };
}

export function mergeConversation(state: State, arrived: Conversation): Partial<State> {
  const conversations = keepNewer(state.conversations, [arrived]);
  const queued = conversations.get(arrived.id)?.state === "queued";
  const leftQueue = state.place?.conversationId === arrived.id && !queued;
  return { conversations, place: leftQueue ? null : state.place };
}

export function mergeSession(state: State, session: Session): Partial<State> {
  const kept = session.conversation ? mergeConversation(state, session.conversation) : {};
  return {
    ...kept,
    phase: "ready",
    error: null,
    visitor: session.visitor,
    channel: session.channel,
  };
}

export function mergeEvent(state: State, event: EventEnvelope): Partial<State> {
  if (event.data.gone) return forget(state, event.object);
  const { conversation, message } = event.data;
  const first = conversation ? mergeConversation(state, conversation) : {};
  if (!message) return first;
  const second = mergeMessages({ ...state, ...first }, [message]);
  const answered = message.direction === "outbound" && event.type === "message.created";
  return { ...first, ...second, typing: answered ? null : state.typing };
}

function forget(state: State, object: EventEnvelope["object"]): Partial<State> {
  if (object.kind === "message") return { messages: without(state.messages, object.id) };
  if (object.kind !== "conversation") return {};
  const messages = new Map(
    [...state.messages].filter(([, message]) => message.conversationId !== object.id),
  );
  return { messages, conversations: without(state.conversations, object.id) };
}

/** The episode on screen: the one that began last. */
export function currentConversation(state: Pick<State, "conversations">): Conversation | null {
  let newest: Conversation | null = null;
  for (const conversation of state.conversations.values()) {
    if (!newest || conversation.startedAt > newest.startedAt) newest = conversation;
  }
  return newest;
}

/** Staff messages that the visitor has not read. */
export function unreadCount(state: Pick<State, "messages" | "conversations">): number {
  let count = 0;
  for (const message of state.messages.values()) {
    const seen = state.conversations.get(message.conversationId)?.readNumber;
    const past = seen === undefined || message.number <= seen;
    if (message.direction === "outbound" && !past && message.status !== "read") count += 1;
  }
  return count;
}
