/** The thread as rows to draw: days, who joined, where a chat ended, and bubbles grouped by author. */
import type { Attachment, Conversation, Message } from "../wire";
import { currentConversation } from "./merge";
import type { Outgoing, State } from "./state";

export type Delivery = "sending" | "waiting" | "failed" | "sent" | "read";

export interface Bubble {
  /** Stays the same from the optimistic bubble to the stored message. */
  key: string;
  text: string;
  kind: string;
  attachments: Attachment[];
  at: string;
  /** Of the visitor's own. */
  delivery?: Delivery;
  clientId?: string | null;
  error?: string;
}

export type Row =
  | { kind: "day"; key: string; at: string }
  | { kind: "joined"; key: string; name: string; at: string }
  /** The end of a chat; without `at` a later chat follows one whose end is not known here. */
  | { kind: "ended"; key: string; at: string | null }
  | { kind: "group"; key: string; mine: boolean; author: Author; bubbles: Bubble[] };

export interface Author {
  kind: Message["author"]["kind"];
  name: string | null;
}

type Threaded = Pick<State, "messages" | "conversations" | "outbox">;

const APART = 10 * 60_000;

export function rowsOf(state: Threaded): Row[] {
  const rows = new Rows();
  let conversationId: string | null = null;
  for (const message of inOrder(state)) {
    if (conversationId !== null && conversationId !== message.conversationId) {
      rows.close(state.conversations.get(conversationId));
    }
    conversationId = message.conversationId;
    const conversation = state.conversations.get(conversationId);
    rows.joinBefore(conversation, message.at);
    rows.add(bubbleOf(message, conversation), message.direction === "inbound", message.author);
  }
  const current = currentConversation(state);
  if (conversationId !== null && current && current.id !== conversationId) {
    rows.close(state.conversations.get(conversationId));
  }
  rows.joinBefore(current, null);
  if (current?.state === "resolved") rows.close(current);
  for (const item of state.outbox) rows.add(outgoing(item), true, { kind: "customer" });
  return rows.all;
}

/** Conversations one after the other, inside each by number: clocks do not order messages. */
function inOrder(state: Threaded): Message[] {
  const began = new Map<string, string>();
  for (const message of state.messages.values()) {
    const known = state.conversations.get(message.conversationId)?.startedAt;
    const earliest = began.get(message.conversationId);
    const at = known ?? message.at;
    if (!earliest || at < earliest) began.set(message.conversationId, at);
  }
  return [...state.messages.values()].sort((a, b) => {
    if (a.conversationId === b.conversationId) return a.number - b.number;
    const one = began.get(a.conversationId) ?? "";
    const other = began.get(b.conversationId) ?? "";
    return one === other ? (a.conversationId < b.conversationId ? -1 : 1) : one < other ? -1 : 1;
  });
}

function bubbleOf(message: Message, conversation: Conversation | undefined): Bubble {
  const { text, kind, attachments, at, clientId } = message;
  const bubble: Bubble = { key: clientId ?? message.id, text, kind, attachments, at };
  if (message.direction === "outbound") return bubble;
  const read = message.number <= (conversation?.staffReadNumber ?? 0);
  return { ...bubble, delivery: read ? "read" : "sent" };
}

function outgoing(item: Outgoing): Bubble {
  const { clientId, text, attachments, at, error } = item;
  const delivery = item.state;
  return { key: clientId, clientId, text, kind: "text", attachments, at, delivery, error };
}

class Rows {
  readonly all: Row[] = [];
  private joined = new Set<string>();
  private day = "";

  add(bubble: Bubble, mine: boolean, author: { kind: Author["kind"]; name?: string | null }): void {
    const day = new Date(bubble.at).toDateString();
    if (day !== this.day) {
      this.day = day;
      this.all.push({ kind: "day", key: `day-${bubble.key}`, at: bubble.at });
    }
    const last = this.all[this.all.length - 1];
    if (last?.kind === "group" && continues(last, bubble, mine, author)) {
      last.bubbles.push(bubble);
      return;
    }
    const by = { kind: author.kind, name: author.name ?? null };
    this.all.push({ kind: "group", key: bubble.key, mine, author: by, bubbles: [bubble] });
  }

  /** "Sari joined", once, before the first message after it; at the end when `before` is null. */
  joinBefore(conversation: Conversation | null | undefined, before: string | null): void {
    const name = conversation?.agent?.name;
    const at = conversation?.assignedAt;
    if (!conversation || !name || !at || this.joined.has(conversation.id)) return;
    if (before !== null && before < at) return;
    this.joined.add(conversation.id);
    this.all.push({ kind: "joined", key: `joined-${conversation.id}`, name, at });
  }

  close(conversation: Conversation | undefined): void {
    const at = conversation?.resolvedAt ?? null;
    const key = `ended-${conversation?.id ?? this.all.length}`;
    this.all.push({ kind: "ended", key, at });
  }
}

function continues(
  group: Row & { kind: "group" },
  bubble: Bubble,
  mine: boolean,
  author: { kind: string; name?: string | null },
): boolean {
  const last = group.bubbles[group.bubbles.length - 1];
  if (!last || group.mine !== mine) return false;
  // A failed one stands apart, so that those before it keep their tick.
  if (bubble.delivery === "failed" || last.delivery === "failed") return false;
  const sameAuthor =
    group.author.kind === author.kind && group.author.name === (author.name ?? null);
  const close = new Date(bubble.at).getTime() - new Date(last.at).getTime() < APART;
  return (mine || sameAuthor) && close;
}
