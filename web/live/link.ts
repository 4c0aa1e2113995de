/** The line to the hub as the rest of the faces see it: no socket library behind this point. */

export interface Actor {
  kind: string;
  id?: string | null;
  name?: string | null;
}

/** One event: whole snapshots in `data`, or `gone` when this audience has lost the object. */
export interface LiveEvent {
  id: string;
  type: string;
  at: string;
  cursor: string;
  actor: Actor;
  object: { kind: string; id: string; version: number };
  data: Record<string, unknown>;
}

/** Something that is never stored: typing, who else is looking. */
export interface Signal {
  name: string;
  body: Record<string, unknown>;
}

export interface LinkHandlers {
  onOpen(): void;
  onClosed(): void;
  /** The hub refused the connection and another try with the same rights is no use. */
  onRefused(reason: string): void;
  onReady(cursor: string): void;
  onResync(cursor: string): void;
  onHeartbeat(cursor: string): void;
  onEvent(event: LiveEvent): void;
  onSignal(signal: Signal): void;
}

export interface Link {
  /** `since` is asked again at every connection. */
  open(handlers: LinkHandlers, since: () => string | null): void;
  /** Drops the transport and connects anew, for one that has gone quiet. */
  restart(): void;
  close(): void;
  /** Sent at once or not at all: signals are not kept. */
  signal(name: string, body: Record<string, unknown>): void;
}
