import { useSyncExternalStore } from "react";
import type { Tab } from "../api/calls";

/** Where one is: which list, and which conversation. It stands in the address, so it can be sent and reloaded. */
export interface Place {
  tab: Tab;
  chat: string | null;
}

const TABS: readonly Tab[] = ["mine", "queued", "all"];
const MOVED = "simpul:moved";

function read(search: string): Place {
  const values = new URLSearchParams(search);
  const tab = values.get("tab") as Tab | null;
  const chat = values.get("chat");
  return {
    tab: tab && TABS.includes(tab) ? tab : "mine",
    chat: chat && /^[0-9a-f]{24}$/.test(chat) ? chat : null,
  };
}

let present = { search: window.location.search, place: read(window.location.search) };

export function place(): Place {
  const { search } = window.location;
  if (search !== present.search) present = { search, place: read(search) };
  return present.place;
}

export function address(to: Place): string {
  const values = new URLSearchParams();
  if (to.tab !== "mine") values.set("tab", to.tab);
  if (to.chat) values.set("chat", to.chat);
  const search = values.toString();
  return search ? `?${search}` : window.location.pathname;
}

/** Goes there; `replace` leaves no step behind for the browser's Back. */
export function go(change: Partial<Place>, { replace = false } = {}): void {
  const next = address({ ...place(), ...change });
  if (next === (window.location.search || window.location.pathname)) return;
  window.history[replace ? "replaceState" : "pushState"](null, "", next);
  window.dispatchEvent(new Event(MOVED));
}

function subscribe(listener: () => void): () => void {
  window.addEventListener("popstate", listener);
  window.addEventListener(MOVED, listener);
  return () => {
    window.removeEventListener("popstate", listener);
    window.removeEventListener(MOVED, listener);
  };
}

export const usePlace = (): Place => useSyncExternalStore(subscribe, place);
