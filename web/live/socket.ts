import type { Socket } from "socket.io-client";
import type { Link, LinkHandlers, LiveEvent } from "./link";

const SIGNALS = new Set([
  "typing",
  "viewers",
  "queue.updated",
  "queue.position",
  "agent.load_changed",
  "notification.unread",
]);
const REFUSALS = new Set(["unauthenticated", "forbidden", "not_allowed", "unknown_channel"]);
const RETURN_AFTER = { least: 500, most: 5_000 };

interface Options {
  namespace: string;
  /** Goes into the handshake beside `since`; nothing where a cookie says who we are. */
  auth?: () => Record<string, unknown>;
}

/** The one place that touches Socket.IO. The library is loaded when the line is opened. */
export function socketLink({ namespace, auth }: Options): Link {
  let socket: Socket | null = null;
  let closed = false;

  async function open(handlers: LinkHandlers, since: () => string | null) {
    const { io } = await import("socket.io-client");
    if (closed) return;
    socket = io(namespace, {
      transports: ["websocket", "polling"],
      // Without it the second transport is never tried when the first does not open.
      tryAllTransports: true,
      reconnectionDelay: RETURN_AFTER.least,
      reconnectionDelayMax: RETURN_AFTER.most,
      randomizationFactor: 0.5,
      auth: (send) => {
        const cursor = since();
        send({ ...auth?.(), ...(cursor ? { since: cursor } : {}) });
      },
    });
    listen(socket, handlers);
  }

  return {
    open: (handlers, since) => void open(handlers, since),
    restart: () => socket?.disconnect().connect(),
    close() {
      closed = true;
      socket?.disconnect();
      socket = null;
    },
    signal: (name, body) => {
      if (socket?.connected) socket.volatile.emit(name, body);
    },
  };
}

function listen(socket: Socket, handlers: LinkHandlers) {
  socket.on("connect", handlers.onOpen);
  socket.on("disconnect", (reason) => {
    handlers.onClosed();
    // The library returns by itself except when the server hung up on this namespace.
    if (reason === "io server disconnect") setTimeout(() => socket.connect(), RETURN_AFTER.least);
  });
  socket.on("connect_error", (error: Error & { data?: { error?: string } }) => {
    const reason = error.data?.error ?? error.message;
    if (REFUSALS.has(reason)) handlers.onRefused(reason);
    else if (!socket.active) setTimeout(() => socket.connect(), RETURN_AFTER.most);
    handlers.onClosed();
  });
  socket.onAny((name: string, body: Record<string, unknown>) => {
    if (name === "ready") handlers.onReady(String(body.cursor));
    else if (name === "resync") handlers.onResync(String(body.cursor));
    else if (name === "heartbeat") handlers.onHeartbeat(String(body.cursor));
    // What is no envelope is a word of the moment, also one that this face does not know yet.
    else if (SIGNALS.has(name) || !body.object) handlers.onSignal({ name, body });
    else handlers.onEvent(body as unknown as LiveEvent);
  });
}
