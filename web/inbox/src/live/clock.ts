import { useSyncExternalStore } from "react";

/** One tick a second for every clock on screen; whoever reads it redraws only when its words change. */
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | null = null;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    for (const tell of listeners) tell();
  }, 1_000);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0 && timer) {
      clearInterval(timer);
      timer = null;
    }
  };
}

/** `read` must give a plain value: a word or a number. */
export function useClock<T extends string | number | null>(read: (now: number) => T): T {
  return useSyncExternalStore(subscribe, () => read(Date.now()));
}

const MINUTE = 60_000;

/** The present, to the minute. */
export const useMinute = (): number => useClock((now) => now - (now % MINUTE));
