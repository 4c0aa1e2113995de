import { useSyncExternalStore } from "react";

function media(query: string) {
  const list = window.matchMedia(query);
  const subscribe = (listener: () => void) => {
    list.addEventListener("change", listener);
    return () => list.removeEventListener("change", listener);
  };
  return {
    now: () => list.matches,
    use: () => useSyncExternalStore(subscribe, () => list.matches),
  };
}

const wide = media("(min-width: 1440px)");
const narrow = media("(max-width: 1023px)");
const phone = media("(max-width: 639px)");

/** Whether all panes fit beside each other. */
export const useWide = wide.use;

/** Whether only the list or the thread fits. */
export const useNarrow = narrow.use;

export const isPhone = phone.now;
export const usePhone = phone.use;
