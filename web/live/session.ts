import type { Link, LiveEvent, Signal } from "./link";
import { Position } from "./position";

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
  /**
   * What is on screen may have holes: read it anew. Asked after the first connection, because
   * something may have happened since the screen was read, and after a resync. Rejects when it
   * could not; it is asked again then.
   */
  reload(): Promise<void>;
}

/** One line to the hub: what it says goes to the screen, and where it stands is kept. */
export class LiveSession {
  private position = new Position();
  private ready = false;
  private reloading = false;
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
        onReady: (cursor) => {
          this.ready = true;
          this.position.ready(cursor);
          this.beat();
        },
        onHeartbeat: (cursor) => {
          this.position.heard(cursor);
          if (this.ready) this.beat();
        },
        onResync: (cursor) => {
          this.position.resync(cursor);
          void this.reloadIfOwed();
        },
        onEvent: (event) => {
          this.position.heard(event.cursor);
          this.hears.onEvent(event);
        },
        onSignal: (signal) => this.hears.onSignal(signal),
      },
      () => this.position.since ?? null,
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

  private beat(): void {
    this.become("live", this.now());
    void this.reloadIfOwed();
    if (this.watch) clearTimeout(this.watch);
    this.watch = setTimeout(() => this.silent(), STALE_AFTER * 1000);
  }

  private silent(): void {
    if (this.status.state !== "live") return;
    this.become("stale");
    this.link.restart();
  }

  private async reloadIfOwed(): Promise<void> {
    if (!this.position.needsReload || this.reloading) return;
    this.reloading = true;
    const debt = this.position.debt;
    try {
      await this.hears.reload();
      this.position.reloaded(debt);
    } catch {
      // The next heartbeat or connection asks again; until then the old position stays.
    } finally {
      this.reloading = false;
    }
  }

  private closed(): void {
    this.ready = false;
    this.position.dropped();
    if (this.status.state === "live") this.become("reconnecting");
  }

  private become(state: LiveState, heardAt = this.status.heardAt): void {
    if (state !== "live" && state === this.status.state) return;
    this.status = { state, heardAt };
    for (const listener of this.listeners) listener();
  }
}
