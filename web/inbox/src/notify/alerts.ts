import type { Conversation, Message, NotificationKind } from "../../../contract/types";
import type { LiveEvent } from "../../../live/link";
import { isMine, me } from "../app/me";
import { toast } from "../app/toasts";
import { t } from "../texts/i18n";
import { settingsNow } from "./bell";
import type { Entry, NotificationSettings } from "./calls";
import { showOnDesktop } from "./desktop";
import { isInView, isLeading, isLookedAt } from "./leader";
import { openChat, openEntry } from "./opening";
import { isQuiet } from "./quiet";
import { sentence } from "./sentence";
import { play } from "./sounds";

/** Something that may make a sound or stand on the desktop. */
export interface Alert {
  kind: NotificationKind;
  chatId: string | null;
  title: string;
  /** What was written, shown only by choice. */
  text: string;
  onOpen: () => void;
}

/** Of several within this time, in milliseconds, one sound and one notification are made. */
const TOGETHER = 5_000;

const TOLD_BY_TOAST = new Set<NotificationKind>([
  "assigned",
  "transferred",
  "taken",
  "mentioned",
  "set_away",
]);

/** What an event is to this member; null for most. */
export function alertOf(event: LiveEvent, before: Entry | undefined): Alert | null {
  const { notification, conversation, message } = event.data as {
    notification?: Entry;
    conversation?: Conversation;
    message?: Message;
  };
  if (notification) return ofEntry(notification, before);
  if (!conversation) return null;
  if (event.type === "message.created" && message) return ofMessage(message, conversation);
  if (event.type === "conversation.queued") return ofQueue(conversation);
  return null;
}

function ofEntry(entry: Entry, before: Entry | undefined): Alert | null {
  // Their alerts come from the chats' own events; and reading makes no noise.
  if (entry.kind === "message" || entry.kind === "queued" || entry.readAt) return null;
  if (before && entry.count <= before.count) return null;
  return {
    kind: entry.kind,
    chatId: entry.conversationId ?? null,
    title: sentence(entry, t),
    text: "",
    onOpen: () => openEntry(entry),
  };
}

function ofMessage(message: Message, chat: Conversation): Alert | null {
  const told = message.direction === "inbound" || message.visibility === "internal";
  if (!told || !isMine(chat) || message.author.id === me().id) return null;
  if (message.mentions?.includes(me().id)) return null;
  return {
    kind: "message",
    chatId: chat.id,
    title: t("notify.message", { count: 1, name: chat.contact.name }),
    text: message.text,
    onOpen: () => openChat(chat.id),
  };
}

function ofQueue(chat: Conversation): Alert | null {
  if (chat.state !== "queued" || !me().departmentIds.includes(chat.departmentId)) return null;
  return {
    kind: "queued",
    chatId: chat.id,
    title: t("notify.queued", { department: chat.departmentName ?? "" }),
    text: "",
    onOpen: () => openChat(chat.id),
  };
}

const NOTHING = { sound: false, desktop: false };

/** What he chose for it, and nothing from a chat that is muted or before his eyes. */
export function mediaFor(alert: Alert, settings: NotificationSettings, now: Date) {
  const chosen = settings.kinds.find((each) => each.kind === alert.kind);
  const muted =
    !!alert.chatId &&
    settings.muted.includes(alert.chatId) &&
    (alert.kind === "message" || alert.kind === "queued");
  if (!chosen || muted || isQuiet(settings, now) || isInView(alert.chatId)) return NOTHING;
  return { sound: chosen.sound, desktop: chosen.desktop };
}

let group = { since: 0, count: 0, sounded: false, chats: new Set<string | null>() };

/** Makes it heard and seen: in one tab, and several within a few seconds as one. */
export function raise(alert: Alert): void {
  const settings = settingsNow();
  if (!isLeading() || !settings) return;
  const { sound, desktop } = mediaFor(alert, settings, new Date());
  if (!sound && !desktop) return;
  const now = Date.now();
  if (now - group.since > TOGETHER) {
    group = { since: now, count: 0, sounded: false, chats: new Set() };
  }
  group.count += 1;
  group.chats.add(alert.chatId);
  if (sound && !group.sounded) {
    group.sounded = true;
    void play(settings.sound, settings.volume);
  }
  if (desktop) {
    // Of one chat the newest says it; of several only how many.
    const alone = group.count === 1 || (alert.chatId !== null && group.chats.size === 1);
    showOnDesktop({
      title: alone ? alert.title : t("notify.several", { count: group.count }),
      body: alone && settings.showText && alert.text ? alert.text : t("notify.open"),
      tag: `simpul ${group.since}`,
      onOpen: alert.onOpen,
    });
  }
}

/** To who has the page before him: a word at its foot, for what concerns him in person. */
export function say(alert: Alert): void {
  if (!TOLD_BY_TOAST.has(alert.kind) || !isLookedAt() || isInView(alert.chatId)) return;
  const opens = alert.chatId !== null || alert.kind === "assigned";
  toast({
    name: `notify ${alert.kind}`,
    text: alert.title,
    tone: alert.kind === "taken" || alert.kind === "set_away" ? "warn" : "plain",
    lasts: 8_000,
    act: opens ? { label: t("notify.openChat"), perform: alert.onOpen } : undefined,
  });
}

export function hear(event: LiveEvent, before: Entry | undefined): void {
  const alert = alertOf(event, before);
  if (!alert) return;
  raise(alert);
  say(alert);
}
