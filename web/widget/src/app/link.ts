import { io, type Socket } from "socket.io-client";
import type { EventEnvelope, Place } from "./wire";

/** What the link hears; every handler is called in the order of arrival. */
export interface LinkListener {
  ready(cursor: string): void;
  resync(cursor: string | undefined): void;
  heartbeat(cursor: string): void;
  event(event: EventEnvelope): void;
  typing(signal: { conversationId: string; on: boolean; author?: { name?: string | null } }): void;
  place(place: Place): void;
  dropped(): void;
  /** The hub refused the handshake, with its word for it. */
  refused(error: string): void;
}

/** The one place of the widget that touches the socket. */
export class Link {
  private readonly socket: Socket;

  constructor(auth: () => object, listener: LinkListener) {
    this.socket = io("/visitor", {
      autoConnect: false,
      auth: (give) => give(auth()),
      // Polling first would cost a round trip; where WebSocket is blocked the client falls back.
      transports: ["websocket", "polling"],
      tryAllTransports: true,
      reconnectionDelay: 500,
      reconnectionDelayMax: 15_000,
      randomizationFactor: 0.5,
    });
    this.listen(listener);
  }

  open(): void {
    if (!this.socket.active) this.socket.connect();
  }

  /** Back at once instead of waiting out the pause, as when the browser says it is online. */
  hurry(): void {
    if (!this.socket.connected) this.restart();
  }

  restart(): void {
    this.socket.disconnect().connect();
  }

  type(conversationId: string, on: boolean): void {
    if (this.socket.connected) this.socket.emit("typing", { conversationId, on, kind: "reply" });
  }

  private listen(listener: LinkListener): void {
    this.socket.on("connect_error", (error) => {
      listener.dropped();
      if (!this.socket.active) listener.refused(wordOf(error));
    });
    this.socket.on("disconnect", (reason) => {
      listener.dropped();
      if (reason === "io server disconnect") this.socket.connect();
    });
    this.socket.onAny((type: string, body) => {
      if (type === "ready") listener.ready(body.cursor);
      else if (type === "resync") listener.resync(body?.cursor);
      else if (type === "heartbeat") listener.heartbeat(body.cursor);
      else if (type === "typing") listener.typing(body.data ?? body);
      else if (type === "queue.position") listener.place(body.data?.place ?? body.data ?? body);
      else if (body?.object && body?.data) listener.event(body as EventEnvelope);
    });
  }
}

function wordOf(error: Error & { data?: { error?: string } }): string {
  return error.data?.error ?? error.message;
}
