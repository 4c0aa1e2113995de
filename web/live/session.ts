import type { Link, LiveEvent, Signal } from "./link";

/** Seconds without a heartbeat after which a screen must say that it is stale. */
export const STALE_AFTER = 25;

export type LiveState = "connecting" | "live" | "reconnecting" | "stale" | "refused";

export interface LiveStatus {
  state: LiveState;
  /** When the hub was last heard, in milliseconds; null before the first time. */
  heardAt: number | null;
}

interface Hears {
  onEvent(event: LiveEvent): void;
  onSignal(signal: Signal): void;
  /** What is on screen may have holes: load it anew. */
  onResync(): void;
}

/**
 * One line to the hub and its rules: the cursor comes from `ready`, `heartbeat`, `resync` and
 * from events after `ready`, never from those that are fed before it.
 */
export class LiveSession {
  private cursor: string | null = null;
  private ready = false;
  private status: LiveStatus = { state: "connecting", heardAt: null };
  private listeners = new Set<() => void>();
  private watch: ReturnType<typeof setTimeout> | null = null;

  constructor(
    private readonly link: Link,
    private readonly hears: Hears,
    private readonly now: () => number = Date.now,
  ) {}

  start(): void {
    this.link.open(
      {
        onOpen: () => {
          this.ready = false;
        },
        onClosed: () => this.closed(),
        onRefused: () => this.become("refused"),
        onReady: (cursor) => this.beat(cursor, true),
        onHeartbeat: (cursor) => this.beat(cursor, false),
        onResync: (cursor) => {
          this.cursor = cursor;
          this.hears.onResync();
        },
        onEvent: (event) => {
          if (this.ready) this.cursor = event.cursor;
          this.hears.onEvent(event);
        },
        onSignal: (signal) => this.hears.onSignal(signal),
      },
      () => this.cursor,
    );
  }

  stop(): void {
    if (this.watch) clearTimeout(this.watch);
    this.link.close();
  }

  /** The network is back: no need to wait for the next try. */
  hurry(): void {
    if (this.status.state === "reconnecting" || this.status.state === "stale") this.link.restart();
  }

  signal = (name: string, body: Record<string, unknown>): void => this.link.signal(name, body);

  getStatus = (): LiveStatus => this.status;

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  private beat(cursor: string, ready: boolean): void {
    this.ready ||= ready;
    if (!this.ready) return;
    this.cursor = cursor;
    this.become("live", this.now());
    if (this.watch) clearTimeout(this.watch);
    this.watch = setTimeout(() => this.silent(), STALE_AFTER * 1000);
  }

  private silent(): void {
    if (this.status.state !== "live") return;
    this.become("stale");
    this.link.restart();
  }

  private closed(): void {
    this.ready = false;
    if (this.status.state === "live") this.become("reconnecting");
  }

  private become(state: LiveState, heardAt = this.status.heardAt): void {
    if (state !== "live" && state === this.status.state) return;
    this.status = { state, heardAt };
    for (const listener of this.listeners) listener();
  }
}
