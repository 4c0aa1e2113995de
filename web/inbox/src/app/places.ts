import { useSyncExternalStore } from "react";
import type { Tab } from "../api/calls";
import { areaOf } from "./areas";
import { isGuarded, leave } from "./leaving";
import { type Looking, NOTHING, readLooking, writeLooking } from "./looking";

/** Where one is: which list and conversation, or which area. It stands in the address, so it can be sent and reloaded. */
export interface Place {
  tab: Tab;
  chat: string | null;
  /** What the list is narrowed to. */
  looking: Looking;
  /** The message at which the conversation is opened: the one that was found. */
  at: string | null;
  /** The area beside the chats, by name; null in the chats. */
  area: string | null;
  /** The rest of an area's address. */
  path: readonly string[];
}

const TABS: readonly Tab[] = [
  "mine",
  "queued",
  "all",
  "unanswered",
  "snoozed",
  "mentions",
  "expired",
  "archive",
  "spam",
  "suspected",
];
const ID = /^[0-9a-f]{24}$/;
const MOVED = "simpul:moved";
const CHATS = { area: null, path: [] };

function read({ pathname, search }: Location): Place {
  const [first = "", ...path] = pathname.split("/").filter(Boolean).map(decodeURIComponent);
  const values = new URLSearchParams(search);
  const tab = values.get("tab") as Tab | null;
  const chat = values.get("chat");
  const at = values.get("at");
  return {
    tab: tab && TABS.includes(tab) ? tab : "mine",
    chat: chat && ID.test(chat) ? chat : null,
    at: chat && at && ID.test(at) ? at : null,
    looking: readLooking(values),
    ...(areaOf(first) ? { area: first, path } : CHATS),
  };
}

const here = (): string => window.location.pathname + window.location.search;

let present = { address: here(), place: read(window.location) };

export const place = (): Place => present.place;

/** The address of a list, and of a conversation in it. */
export function address(to: Pick<Place, "tab" | "chat"> & Partial<Place>): string {
  const values = new URLSearchParams();
  if (to.tab !== "mine") values.set("tab", to.tab);
  if (to.looking) writeLooking(values, to.looking);
  if (to.chat) values.set("chat", to.chat);
  if (to.chat && to.at) values.set("at", to.at);
  const search = values.toString();
  return search ? `/?${search}` : "/";
}

type Change = { [key in "tab" | "chat" | "looking" | "at"]?: Place[key] | undefined };

/**
 * Goes to a list or conversation; `replace` leaves no step behind for the browser's Back. Another
 * list begins without search and filters; another conversation at its end.
 */
export function go(change: Change, { replace = false } = {}): void {
  const { tab, chat, looking, at } = place();
  const next = {
    tab: change.tab ?? tab,
    chat: change.chat === undefined ? chat : change.chat,
    looking: change.looking ?? (change.tab && change.tab !== tab ? NOTHING : looking),
    at: change.chat === undefined ? at : (change.at ?? null),
  };
  goTo(address(next), { replace });
}

/** Goes to any address of the house: "/settings/company". */
export function goTo(next: string, { replace = false } = {}): void {
  if (next === present.address) return;
  leave(() => {
    if (!replace) step += 1;
    window.history[replace ? "replaceState" : "pushState"]({ step }, "", next);
    arrive();
  });
}

/** For links: a plain click goes within the page, any other as the browser does it. */
export function follow(event: React.MouseEvent, next: string): void {
  if (event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  goTo(next);
}

function arrive(): void {
  present = { address: here(), place: read(window.location) };
  window.dispatchEvent(new Event(MOVED));
}

/** How many steps this page has gone; kept with each, so that a refused Back can be taken back. */
let step = stepOf(window.history.state);
let takingBack = false;

function stepOf(state: unknown): number {
  const known = (state as { step?: unknown } | null)?.step;
  return typeof known === "number" ? known : 0;
}

function onPop({ state }: PopStateEvent): void {
  if (takingBack) {
    takingBack = false;
    return;
  }
  const gone = stepOf(state) - step;
  if (isGuarded() && gone !== 0) {
    takingBack = true;
    window.history.go(-gone);
    leave(() => window.history.go(gone));
    return;
  }
  step += gone;
  arrive();
}

window.addEventListener("popstate", onPop);

function subscribe(listener: () => void): () => void {
  window.addEventListener(MOVED, listener);
  return () => window.removeEventListener(MOVED, listener);
}

export const usePlace = (): Place => useSyncExternalStore(subscribe, place);
