import type { Conversation } from "../../../contract/types";
import type { LiveEvent } from "../../../live/link";

/** Why a conversation has just left a list, for the 3 s that its row stays there in grey. */
export interface Departure {
  row: Conversation;
  why: "taken" | "resolved" | "moved";
  name: string | null;
  memberId: string | null;
  at: number;
}

export const STAYS = 3_000;

const departures = new Map<string, Departure>();

function reason(type: string): Departure["why"] {
  if (type === "conversation.resolved") return "resolved";
  return type === "conversation.assigned" ? "taken" : "moved";
}

/** Remembers what the row looked like, before the event takes it away. */
export function noteDeparture(event: LiveEvent, before?: Conversation, after?: Conversation): void {
  const left = event.data.gone === true || (after && before && after.state !== before.state);
  if (!before || !left) return;
  const holder = after?.assignee ?? null;
  depart({
    row: after ?? before,
    why: reason(event.type),
    name: holder?.name ?? event.actor.name ?? null,
    memberId: holder?.id ?? event.actor.id ?? null,
    at: Date.now(),
  });
}

export function depart(departure: Departure): void {
  departures.set(departure.row.id, departure);
  setTimeout(() => {
    if (departures.get(departure.row.id) === departure) departures.delete(departure.row.id);
  }, STAYS * 4);
}

export const departureOf = (id: string): Departure | undefined => departures.get(id);
