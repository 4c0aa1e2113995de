import type { Message } from "../../../contract/types";
import { me } from "../app/me";
import { threads } from "./stores";

/** Its author can still take it back, also beyond its time while nobody has begun to send it. */
export const isHeld = ({ status, heldUntil, author }: Message): boolean =>
  status === "pending" && !!heldUntil && author.id === me().id;

/** Seconds until it goes out, by the hub's measure; 0 when that time is over. */
export function secondsLeft({ at, heldUntil }: Message, now: number): number {
  if (!heldUntil) return 0;
  const end = Date.parse(heldUntil);
  // Should this clock be behind the hub's, it is at most the whole time.
  return Math.max(0, Math.ceil(Math.min(end - now, end - Date.parse(at)) / 1000));
}

/** The newest of a conversation that can be taken back. */
export const heldIn = (conversationId: string): Message | undefined =>
  threads.rows(conversationId).findLast(isHeld);
