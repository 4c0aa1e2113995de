import { useSyncExternalStore } from "react";

/** Which rows are chosen for one act on all of them; null while a click opens a row instead. */
type Selection = ReadonlySet<string> | null;

let present: Selection = null;
let last: string | null = null;
const listeners = new Set<() => void>();

function become(next: Selection): void {
  present = next;
  for (const listener of listeners) listener();
}

export const selection = (): Selection => present;

export function beginChoosing(id: string | null = null): void {
  last = id;
  become(new Set(id ? [id] : []));
}

export function stopChoosing(): void {
  if (present) become(null);
}

export const chooseAll = (ids: readonly string[]): void => become(new Set(ids));

/** Puts it in or out; with `order` all between the one before and this one go in. */
export function toggle(id: string, order: readonly string[] | null = null): void {
  const next = new Set(present ?? []);
  const [from, to] = [order?.indexOf(last ?? "") ?? -1, order?.indexOf(id) ?? -1];
  if (order && from >= 0 && to >= 0) {
    for (const each of order.slice(Math.min(from, to), Math.max(from, to) + 1)) next.add(each);
  } else if (!next.delete(id)) next.add(id);
  last = id;
  become(next);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useSelection = (): Selection => useSyncExternalStore(subscribe, selection);
