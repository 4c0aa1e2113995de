import { useSyncExternalStore } from "react";

/** What this device remembers about how its user likes the screen. */
export type ThemeChoice = "system" | "light" | "dark";

export interface Preferences {
  theme: ThemeChoice;
  language: "en" | "id" | null;
  listWidth: number;
  compact: boolean;
  panel: boolean;
  singleKeys: boolean;
}

export const LIST_WIDTH = { least: 280, usual: 340, most: 420 } as const;

const KEY = "simpul.preferences";
const USUAL: Preferences = {
  theme: "system",
  language: null,
  listWidth: LIST_WIDTH.usual,
  compact: false,
  panel: true,
  singleKeys: true,
};

function load(): Preferences {
  try {
    return { ...USUAL, ...JSON.parse(localStorage.getItem(KEY) ?? "{}") };
  } catch {
    return USUAL;
  }
}

let present = load();
const listeners = new Set<() => void>();

export const preferences = (): Preferences => present;

export function prefer(change: Partial<Preferences>): void {
  present = { ...present, ...change };
  localStorage.setItem(KEY, JSON.stringify(present));
  for (const listener of listeners) listener();
}

export function usePreferences(): Preferences {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, preferences);
}
