import { useSyncExternalStore } from "react";

const wide = window.matchMedia("(min-width: 1440px)");

function subscribe(listener: () => void): () => void {
  wide.addEventListener("change", listener);
  return () => wide.removeEventListener("change", listener);
}

/** Whether all panes fit beside each other. */
export const useWide = (): boolean => useSyncExternalStore(subscribe, () => wide.matches);

const phone = window.matchMedia("(max-width: 639px)");

export const isPhone = (): boolean => phone.matches;
