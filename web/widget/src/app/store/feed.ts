import type { Position } from "../../../../live/position";
import type { LinkListener } from "../link";
import type { EventEnvelope, Place } from "../wire";
import { mergeEvent } from "./merge";
import type { Store } from "./state";

/** Heartbeats come every 10 s; without any sign for this long the screen says so. */
export const STALE_AFTER = 25_000;

export interface FeedWork {
  now(): number;
  /** Reads session and thread anew; rejects when it could not. */
  reload(): Promise<void>;
  /** The line is live again: send what waits. */
  caughtUp(): void;
  refused(error: string): void;
  /** Nothing was heard for too long on a line that looks open. */
  silent(): void;
  /** A message of staff has just arrived. */
  answered(event: EventEnvelope): void;
}

/** What comes down the link, into the store. */
export class Feed implements LinkListener {
  private reloading = false;

  constructor(
    private readonly store: Store,
    private readonly position: Position,
    private readonly work: FeedWork,
  ) {}

  ready(cursor: string): void {
    this.position.ready(cursor);
    this.store.set({ link: "live", heardAt: this.work.now() });
    void this.reloadIfOwed();
    this.work.caughtUp();
  }

  resync(cursor: string | undefined): void {
    this.position.resync(cursor);
    void this.reloadIfOwed();
  }

  heartbeat(cursor: string): void {
    this.position.heard(cursor);
    this.store.set({ link: "live", heardAt: this.work.now() });
    void this.reloadIfOwed();
  }

  event(event: EventEnvelope): void {
    this.position.heard(event.cursor);
    const known = this.store.get().messages.has(event.data.message?.id ?? "");
    this.store.set((state) => ({ ...mergeEvent(state, event), heardAt: this.work.now() }));
    const message = event.data.message;
    if (event.type === "message.created" && message?.direction === "outbound" && !known) {
      this.work.answered(event);
    }
  }

  typing(signal: Parameters<LinkListener["typing"]>[0]): void {
    const { conversationId, on, author } = signal;
    const typing = { conversationId, name: author?.name ?? null, at: this.work.now() };
    this.store.set({ typing: on ? typing : null });
  }

  place(place: Place): void {
    this.store.set({ place });
  }

  dropped(): void {
    this.position.dropped();
    const { link } = this.store.get();
    this.store.set({ link: link === "connecting" ? link : "lost", typing: null });
  }

  refused(error: string): void {
    this.work.refused(error);
  }

  /** Called now and then: a line that has gone silent is not live, whatever the socket believes. */
  checkPulse(): void {
    const { link, heardAt, typing } = this.store.get();
    const now = this.work.now();
    if (link === "live" && heardAt !== null && now - heardAt > STALE_AFTER) {
      this.store.set({ link: "lost" });
      this.work.silent();
    }
    if (typing && now - typing.at > 8_000) this.store.set({ typing: null });
  }

  private async reloadIfOwed(): Promise<void> {
    if (!this.position.needsReload || this.reloading) return;
    this.reloading = true;
    const debt = this.position.debt;
    try {
      await this.work.reload();
      this.position.reloaded(debt);
    } catch {
      // The next heartbeat or connection tries again; the old cursor stays until then.
    } finally {
      this.reloading = false;
    }
  }
}
