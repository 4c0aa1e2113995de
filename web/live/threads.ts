import { type Snapshot, Snapshots } from "./snapshots";

interface ThreadMessage extends Snapshot {
  conversationId: string;
  number: number;
  clientId?: string | null;
}

const NONE: readonly never[] = [];

/** The messages of the conversations that are, or were lately, on screen; in the order of their numbers. */
export class Threads<T extends ThreadMessage> {
  private threads = new Map<string, Snapshots<T>>();
  private sorted = new Map<string, { of: readonly T[]; rows: readonly T[] }>();

  /** Begins to keep a conversation's messages: call it before the first fetch, so none falls between. */
  watch(conversationId: string): Snapshots<T> {
    let thread = this.threads.get(conversationId);
    if (!thread) {
      thread = new Snapshots<T>();
      this.threads.set(conversationId, thread);
    }
    return thread;
  }

  /** Takes a message when its conversation is watched. */
  take(message: T): boolean {
    return this.threads.get(message.conversationId)?.take(message) ?? false;
  }

  /** It is gone; what it was, if it was here. */
  drop(id: string, version: number): T | undefined {
    let gone: T | undefined;
    for (const thread of this.threads.values()) {
      gone ??= thread.get(id);
      thread.drop(id, version);
    }
    return gone;
  }

  takeAll(messages: readonly T[]): void {
    for (const message of messages) this.watch(message.conversationId).take(message);
  }

  /** By number; the same array until something changes. */
  rows(conversationId: string): readonly T[] {
    const thread = this.threads.get(conversationId);
    if (!thread) return NONE;
    const all = thread.all();
    const kept = this.sorted.get(conversationId);
    if (kept?.of === all) return kept.rows;
    const rows = [...all].sort((a, b) => a.number - b.number);
    this.sorted.set(conversationId, { of: all, rows });
    return rows;
  }

  /**
   * After the newest page has been loaded anew: what lies before it may have a gap behind it, and
   * is loaded again when somebody scrolls there. What is missing within it has gone meanwhile.
   */
  keepPage(conversationId: string, page: readonly T[]): void {
    const first = page[0];
    const last = page.at(-1);
    if (!first || !last) return;
    const there = new Set(page.map((message) => message.id));
    this.threads
      .get(conversationId)
      ?.forget(
        ({ id, number }) => number < first.number || (number <= last.number && !there.has(id)),
      );
  }

  forget(conversationId: string): void {
    this.threads.delete(conversationId);
    this.sorted.delete(conversationId);
  }
}
