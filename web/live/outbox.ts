/** A message that has been written here and is not yet known to be stored by the hub. */
export interface Outgoing<Body> {
  clientId: string;
  conversationId: string;
  body: Body;
  /** When it was written, in milliseconds. */
  at: number;
  state: "waiting" | "sending" | "failed";
  reason?: string;
}

/** What became of one try: `again` keeps it waiting, `refused` needs the writer. */
export type Outcome = { kind: "stored" } | { kind: "again" } | { kind: "refused"; reason: string };

export interface Shelf {
  read(): string | null;
  write(value: string): void;
}

const PAUSES = [1_000, 2_000, 5_000, 10_000];
const NONE: readonly never[] = [];

/**
 * Sends what was written, one at a time and in order within a conversation, always under the
 * clientId it was born with, so a second try can make no second message. Waits while offline and
 * outlives a reload.
 */
export class Outbox<Body> {
  private items: readonly Outgoing<Body>[];
  private listeners = new Set<() => void>();
  private tries = 0;
  private timer: ReturnType<typeof setTimeout> | null = null;
  private busy = new Set<string>();

  constructor(
    private readonly send: (item: Outgoing<Body>) => Promise<Outcome>,
    private readonly shelf: Shelf,
  ) {
    this.items = restore<Body>(shelf);
  }

  all = (): readonly Outgoing<Body>[] => this.items;

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  add(item: Omit<Outgoing<Body>, "state">): void {
    this.keep([...this.items, { ...item, state: "waiting" }]);
    this.flush();
  }

  retry(clientId: string): void {
    this.patch(clientId, { state: "waiting", reason: undefined });
    this.flush();
  }

  /** Takes it out: it arrived by another way, or the writer gave it up. */
  remove(clientId: string): void {
    if (this.items.some((item) => item.clientId === clientId)) {
      this.keep(this.items.filter((item) => item.clientId !== clientId));
    }
  }

  /** Tries everything that waits; called when the line is back. */
  flush = (): void => {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    const heads = new Map<string, Outgoing<Body>>();
    for (const item of this.items) {
      if (item.state !== "failed" && !heads.has(item.conversationId)) {
        heads.set(item.conversationId, item);
      }
    }
    for (const item of heads.values()) {
      if (!this.busy.has(item.conversationId)) void this.attempt(item);
    }
  };

  private async attempt(item: Outgoing<Body>): Promise<void> {
    this.busy.add(item.conversationId);
    this.patch(item.clientId, { state: "sending" });
    const outcome = await this.send(item).catch((): Outcome => ({ kind: "again" }));
    this.busy.delete(item.conversationId);
    if (outcome.kind === "again") {
      this.patch(item.clientId, { state: "waiting" });
      this.timer ??= setTimeout(this.flush, PAUSES[Math.min(this.tries++, PAUSES.length - 1)]);
      return;
    }
    this.tries = 0;
    if (outcome.kind === "stored") this.remove(item.clientId);
    else this.patch(item.clientId, { state: "failed", reason: outcome.reason });
    this.flush();
  }

  private patch(clientId: string, change: Partial<Outgoing<Body>>): void {
    this.keep(
      this.items.map((item) => (item.clientId === clientId ? { ...item, ...change } : item)),
    );
  }

  private keep(items: readonly Outgoing<Body>[]): void {
    this.items = items.length ? items : NONE;
    this.shelf.write(JSON.stringify(items));
    for (const listener of this.listeners) listener();
  }
}

function restore<Body>(shelf: Shelf): readonly Outgoing<Body>[] {
  try {
    const kept = JSON.parse(shelf.read() ?? "[]") as Outgoing<Body>[];
    return kept.map((item) => (item.state === "sending" ? { ...item, state: "waiting" } : item));
  } catch {
    return NONE;
  }
}
