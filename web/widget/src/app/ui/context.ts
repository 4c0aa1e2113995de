import { createContext } from "preact";
import { useContext, useEffect, useRef, useState } from "preact/hooks";
import type { Chat } from "../chat";
import type { State, Store } from "../store/state";
import type { Texts } from "../text/en";
import type { Formats } from "../text/formats";
import type { Language } from "../wire";

export interface Surroundings {
  chat: Chat;
  texts: Texts;
  formats: Formats;
  language: Language;
  speak(language: Language): void;
  /** Inside a host page; alone in a tab there is nothing to close. */
  framed: boolean;
}

export const Around = createContext<Surroundings | null>(null);

export function useAround(): Surroundings {
  const around = useContext(Around);
  if (!around) throw new Error("outside of the app");
  return around;
}

export function useStore(store: Store): State {
  const [state, setState] = useState(store.get());
  useEffect(() => {
    const take = () => setState(store.get());
    take();
    return store.subscribe(take);
  }, [store]);
  return state;
}

/**
 * Whether the keyboard is free to be taken: in a frame that was not opened by its visitor, such as a
 * preview, he may be typing beside it; and elsewhere in the chat.
 */
export const isFree = (): boolean =>
  (window.parent === window || document.hasFocus()) && !document.activeElement?.closest("form");

/** True once `wanted` has held for so long, so that what passes quickly never flickers. */
export function useSettled(wanted: boolean, milliseconds: number): boolean {
  const [settled, setSettled] = useState(false);
  useEffect(() => {
    setSettled(false);
    if (!wanted) return;
    const timer = setTimeout(() => setSettled(true), milliseconds);
    return () => clearTimeout(timer);
  }, [wanted, milliseconds]);
  return wanted && settled;
}

/** The value before this drawing. */
export function usePrevious<T>(value: T): T | undefined {
  const kept = useRef<T | undefined>(undefined);
  useEffect(() => {
    kept.current = value;
  }, [value]);
  return kept.current;
}
