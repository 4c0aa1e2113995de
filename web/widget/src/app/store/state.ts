import type { Attachment, Channel, Conversation, Message, Place, Visitor } from "../wire";

/** A message of the visitor that the hub has not confirmed yet. */
export interface Outgoing {
  clientId: string;
  text: string;
  attachments: Attachment[];
  at: string;
  /** `waiting` goes out by itself; `failed` waits for the visitor. */
  state: "waiting" | "sending" | "failed";
  /** The hub's word for its refusal, when failed. */
  error?: string;
}

export type Phase =
  | "opening"
  | "ready"
  /** The hub cannot be reached; it is tried again. */
  | "unreachable"
  /** The hub will not have us here: unknown channel, foreign site. */
  | "refused";

export interface State {
  phase: Phase;
  error: string | null;
  visitor: Visitor | null;
  channel: Channel | null;
  conversations: ReadonlyMap<string, Conversation>;
  messages: ReadonlyMap<string, Message>;
  /** The newest page has been read at least once. */
  loaded: boolean;
  older: { cursor: string | null; loading: boolean };
  outbox: readonly Outgoing[];
  place: Place | null;
  typing: { conversationId: string; name: string | null; at: number } | null;
  link: "connecting" | "live" | "lost";
  /** When the hub was last heard of, in milliseconds; null before the first time. */
  heardAt: number | null;
  /** The visitor has the panel open. */
  shown: boolean;
  /** He came by a link that had been used, or is too old. */
  linkEnded: boolean;
}

export const initialState: State = {
  phase: "opening",
  error: null,
  visitor: null,
  channel: null,
  conversations: new Map(),
  messages: new Map(),
  loaded: false,
  older: { cursor: null, loading: false },
  outbox: [],
  place: null,
  typing: null,
  link: "connecting",
  heardAt: null,
  shown: true,
  linkEnded: false,
};

/** One state, replaced whole; whoever draws it is told. */
export class Store {
  private readonly listeners = new Set<() => void>();

  constructor(private state: State = initialState) {}

  get(): State {
    return this.state;
  }

  set(patch: Partial<State> | ((state: State) => Partial<State>)): void {
    const change = typeof patch === "function" ? patch(this.state) : patch;
    this.state = { ...this.state, ...change };
    for (const listener of this.listeners) listener();
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
}
