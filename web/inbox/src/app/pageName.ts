import { useEffect, useSyncExternalStore } from "react";

let name = "";
const listeners = new Set<() => void>();

function put(next: string): void {
  name = next;
  for (const each of listeners) each();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** A page in the place of the chats is called so, also by its window. */
export function usePageName(title: string): void {
  useEffect(() => {
    put(title);
    return () => put("");
  }, [title]);
}

/** Empty before the chats. */
export const usePresentPage = (): string => useSyncExternalStore(subscribe, () => name);

export const titleOf = (page: string): string => (page ? `${page} · Simpul` : "Simpul");
