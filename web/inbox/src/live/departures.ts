import type { Conversation } from "../../../contract/types";
import type { LiveEvent } from "../../../live/link";
import { me } from "../app/me";

/** Why a conversation has just left a list, for the 3 s that its row stays there in grey. */
export interface Departure {
  row: Conversation;
  why: "taken" | "resolved" | "transferred" | "requeued" | "snoozed" | "moved";
  name: string | null;
  memberId: string | null;
  at: number;
}

export const STAYS = 3_000;

const departures = new Map<string, Departure>();
const listeners = new Set<() => void>();

/** Called when something has departed, and when more is known of it. */
export function onDeparture(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const REASONS: Record<string, Departure["why"]> = {
  "conversation.resolved": "resolved",
  "conversation.assigned": "taken",
  "conversation.transferred": "transferred",
  "conversation.requeued": "requeued",
  "conversation.snoozed": "snoozed",
  "conversation.moved": "moved",
};

/** Whether it may have left a list: its state or holder is another one, or it rests now. */
function moved(before: Conversation, after: Conversation): boolean {
  return (
    before.state !== after.state ||
    before.assignee?.id !== after.assignee?.id ||
    (!before.snoozedUntil && !!after.snoozedUntil)
  );
}

/** Remembers what the row looked like, before the event takes it away. */
export function noteDeparture(event: LiveEvent, before?: Conversation, after?: Conversation): void {
  const gone = event.data.gone === true;
  if (!before || !(gone || (after && moved(before, after)))) return;
  // One's own act has said more already: to whom it went.
  const own = event.actor.id === me().id && departureOf(before.id);
  if (own && own.at + STAYS > Date.now()) return;
  const why = REASONS[event.type] ?? "moved";
  depart({ row: after ?? before, why, ...whoOf(why, event, after), at: Date.now() });
}

type Who = Pick<Departure, "name" | "memberId">;

/** Who has it now or did it; to whom it went is not known of what has left one's sight. */
function whoOf(why: Departure["why"], { actor }: LiveEvent, after?: Conversation): Who {
  const holder = after?.assignee;
  if (why === "transferred")
    return { name: holder?.name ?? after?.departmentName ?? null, memberId: holder?.id ?? null };
  const name = why === "requeued" ? actor.name : (holder?.name ?? actor.name);
  return { name: name ?? null, memberId: holder?.id ?? actor.id ?? null };
}

export function depart(departure: Departure): void {
  departures.set(departure.row.id, departure);
  for (const listener of listeners) listener();
  setTimeout(() => {
    if (departures.get(departure.row.id) === departure) departures.delete(departure.row.id);
  }, STAYS * 4);
}

export const departureOf = (id: string): Departure | undefined => departures.get(id);
