import { useSyncExternalStore } from "react";
import type { LiveEvent, Signal } from "../../../live/link";
import { Snapshots } from "../../../live/snapshots";
import { queryClient } from "../api/queryClient";
import type { Entry, NotificationSettings } from "./calls";

/** Events as the alerts hear them: with the entry as it was before, to see whether it has grown. */
export type Hearer = (event: LiveEvent, before: Entry | undefined) => void;

export const SETTINGS = ["notificationSettings"];
export const BELL = ["notifications"];

export const entries = new Snapshots<Entry>();

/** Conversations that have left our sight: their entries show no more than that there was one. */
const lost = new Set<string>();
/** Unread entries that are further back than what was loaded. */
let elsewhere = 0;

const hearers = new Set<Hearer>();
const listeners = new Set<() => void>();

function changed(): void {
  for (const listener of listeners) listener();
}

entries.subscribe(changed);

export function hearNews(hearer: Hearer): () => void {
  hearers.add(hearer);
  return () => hearers.delete(hearer);
}

export function hearBellEvent(event: LiveEvent): void {
  const { notification, notification_settings, conversation, gone } = event.data as {
    notification?: Entry;
    notification_settings?: NotificationSettings;
    conversation?: { id: string };
    gone?: boolean;
  };
  const before = notification && entries.get(notification.id);
  if (gone && event.object.kind === "conversation") {
    lost.add(event.object.id);
    changed();
  }
  if (conversation && lost.delete(conversation.id)) changed();
  if (notification) {
    const known = before !== undefined || event.type === "notification.created";
    // It became read further back than we have loaded.
    if (!known && notification.readAt) elsewhere = Math.max(0, elsewhere - 1);
    entries.take(notification);
  }
  if (notification_settings) keepSettings(notification_settings);
  for (const hear of hearers) hear(event, before);
}

export function hearUnread({ name, body }: Signal): void {
  if (name === "notification.unread") countFrom(Number(body.unread));
}

/** The hub's own figure for the whole bell. */
export function countFrom(unread: number): void {
  elsewhere = Math.max(0, unread - unreadHere().length);
  changed();
}

export function keepSettings(settings: NotificationSettings): void {
  queryClient.setQueryData<NotificationSettings>(SETTINGS, (known) =>
    known && known.version > settings.version ? known : settings,
  );
}

export const settingsNow = (): NotificationSettings | undefined =>
  queryClient.getQueryData<NotificationSettings>(SETTINGS);

export const isUnread = (entry: Entry): boolean => entry.bell && !entry.readAt;

export const unreadHere = (): Entry[] => entries.all().filter(isUnread);

export const unreadInAll = (): number => unreadHere().length + elsewhere;

/** Whether nothing of the conversation may be shown. */
export const isHidden = (entry: Entry): boolean =>
  entry.hidden || (!!entry.conversationId && lost.has(entry.conversationId));

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useUnread = (): number => useSyncExternalStore(subscribe, unreadInAll);

export const useEntries = (): readonly Entry[] =>
  useSyncExternalStore(entries.subscribe, entries.all);

/** Drawn anew also when a conversation leaves our sight. */
let stamp = 0;
listeners.add(() => {
  stamp += 1;
});
export const useBellStamp = (): number => useSyncExternalStore(subscribe, () => stamp);
