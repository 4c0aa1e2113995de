import { useEffect, useMemo, useRef, useState } from "react";
import type { Conversation } from "../../../contract/types";
import { type Departure, departureOf, STAYS } from "../live/departures";
import { conversations } from "../live/stores";

export interface Settled {
  id: string;
  chat: Conversation;
  /** Set while the row stays in grey after it has left the list. */
  departure: Departure | null;
}

interface Frame {
  ids: readonly string[];
  arrivals: number;
  /** When the next row is to leave, in milliseconds; null when none is leaving. */
  nextAt: number | null;
}

const gone = (id: string, now: number): boolean => {
  const departure = departureOf(id);
  return !departure || departure.at + STAYS <= now;
};

/**
 * The order that is shown. Held: nothing moves and nothing is added, so that no row slips away
 * under a pointer. Rows that left stay in grey for 3 s, or until the list is let go.
 */
export function frameOf(
  shown: readonly string[],
  fresh: readonly string[],
  held: boolean,
  now: number,
): Frame {
  const present = new Set(fresh);
  const leaving = shown.filter((id) => !present.has(id) && !gone(id, now));
  const times = leaving.map((id) => (departureOf(id)?.at ?? now) + STAYS);
  const nextAt = times.length ? Math.min(...times) : null;
  if (held) {
    const stays = new Set(leaving);
    const ids = shown.filter((id) => present.has(id) || stays.has(id));
    const known = new Set(ids);
    return { ids, arrivals: fresh.filter((id) => !known.has(id)).length, nextAt };
  }
  const ids = [...fresh];
  for (const id of leaving) ids.splice(Math.min(shown.indexOf(id), ids.length), 0, id);
  return { ids, arrivals: 0, nextAt };
}

export function useSettled(rows: readonly Conversation[], held: boolean, listKey: string) {
  const shown = useRef<{ key: string; ids: readonly string[] }>({ key: listKey, ids: [] });
  const [, setRound] = useState(0);
  const fresh = useMemo(() => rows.map((row) => row.id), [rows]);
  if (shown.current.key !== listKey) shown.current = { key: listKey, ids: [] };
  const holding = held && shown.current.ids.length > 0;
  const frame = frameOf(shown.current.ids, fresh, holding, Date.now());
  shown.current = { key: listKey, ids: frame.ids };

  useEffect(() => {
    if (frame.nextAt === null) return;
    const timer = setTimeout(() => setRound((n) => n + 1), frame.nextAt - Date.now() + 20);
    return () => clearTimeout(timer);
  }, [frame.nextAt]);

  const present = new Set(fresh);
  const settled = frame.ids.flatMap((id): Settled[] => {
    const departure = present.has(id) ? null : (departureOf(id) ?? null);
    const chat = conversations.get(id) ?? departure?.row;
    return chat ? [{ id, chat, departure }] : [];
  });
  /** Shows what has arrived, although the list is held. */
  const release = () => {
    shown.current = { key: listKey, ids: [] };
    setRound((n) => n + 1);
  };
  return { settled, arrivals: frame.arrivals, release };
}
