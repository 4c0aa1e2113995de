import type { Conversation, HistoryRow, Message } from "../../../contract/types";
import type { Pending } from "../live/sending";
import { isTold } from "./lineWords";

/** One row of the thread, top to bottom. */
export type Item =
  | { key: string; kind: "start"; at: number }
  | { key: string; kind: "day"; at: number }
  | { key: string; kind: "unread" }
  | { key: string; kind: "earlier"; chat: Conversation; loaded: boolean }
  | { key: string; kind: "line"; row: HistoryRow }
  | {
      key: string;
      kind: "message";
      message: Message;
      /** Pictures that came together, the first of which is `message`. */
      album?: readonly Message[];
      first: boolean;
      last: boolean;
    }
  | { key: string; kind: "pending"; pending: Pending; first: boolean; last: boolean };

/** The row of a message, or of pictures that came together. */
export type MessageItem = Extract<Item, { kind: "message" }>;

interface Sources {
  messages: readonly Message[];
  history: readonly HistoryRow[];
  pending: readonly Pending[];
  /** Who writes what is pending. */
  me: string;
  /** Number of the first message that was unread when the thread was opened. */
  unreadFrom: number | null;
  /** Whether the oldest message is loaded. */
  complete: boolean;
}

/** Bubbles of one author within this time belong together, in milliseconds. */
const TOGETHER = 5 * 60_000;

/** Pictures of one album come within this time, in milliseconds, and are at most this many. */
const ALBUM_TIME = 3_000;
const ALBUM_SIZE = 10;

/** A picture of the customer and nothing else. */
const isPicture = (m: Message): boolean =>
  m.direction === "inbound" &&
  m.kind === "image" &&
  m.attachments.length === 1 &&
  !m.remoteFiles?.length &&
  !m.replyTo &&
  !m.referral &&
  !m.deletedAt;

/** Providers bring an album as single messages: those that belong together, in their order. */
export function albumsOf(
  messages: readonly Message[],
  unreadFrom: number | null = null,
): [Message, ...Message[]][] {
  const groups: [Message, ...Message[]][] = [];
  for (const message of messages) {
    const group = groups.at(-1);
    const before = group?.at(-1);
    const joins =
      group &&
      before &&
      isPicture(before) &&
      isPicture(message) &&
      voice(before) === voice(message) &&
      message.number !== unreadFrom &&
      group.length < ALBUM_SIZE &&
      Date.parse(message.at) - Date.parse(before.at) < ALBUM_TIME &&
      !(message.text && group.some((each) => each.text));
    if (joins) group.push(message);
    else groups.push([message]);
  }
  return groups;
}

const dayOf = (at: number): number => new Date(at).setHours(0, 0, 0, 0);

const voice = (m: Message): string =>
  m.visibility === "internal"
    ? `note ${m.author.id}`
    : `${m.direction} ${m.author.id ?? m.author.name ?? m.author.kind}`;

interface Point {
  at: number;
  item: Item;
  voice: string;
}

function pointsOf({ messages, history, pending, me, unreadFrom, complete }: Sources): Point[] {
  const points: Point[] = albumsOf(messages, unreadFrom).map(([message, ...rest]) => ({
    at: Date.parse(message.at),
    voice: voice(message),
    item: {
      key: message.clientId ?? message.id,
      kind: "message",
      message,
      ...(rest.length ? { album: [message, ...rest] } : {}),
      first: true,
      last: true,
    },
  }));
  const from = complete ? Number.NEGATIVE_INFINITY : (points[0]?.at ?? Number.POSITIVE_INFINITY);
  for (const row of [...history].sort((a, b) => a.at.localeCompare(b.at))) {
    const at = Date.parse(row.at);
    if (!isTold(row) || at < from) continue;
    // Messages keep the order of their numbers; a line goes in after the last one that is older,
    // so that "took the chat" stands above the answer of the same act.
    const before = points.findLastIndex((point) => point.at < at);
    points.splice(before + 1, 0, { at, voice: "", item: { key: row.id, kind: "line", row } });
  }
  for (const each of pending) {
    const note = each.body.message.visibility === "internal";
    const voice = note ? `note ${me}` : `outbound ${me}`;
    const item: Item = {
      key: each.clientId,
      kind: "pending",
      pending: each,
      first: true,
      last: true,
    };
    points.push({ at: each.at, voice, item });
  }
  return points;
}

/** Puts the sources in order: day separators, groups of bubbles, system lines, what is on its way. */
export function itemsOf(sources: Sources): Item[] {
  const items: Item[] = [];
  const points = pointsOf(sources);
  const { complete, unreadFrom } = sources;
  let before: Point | null = null;
  for (const point of points) {
    const day = dayOf(point.at);
    const newDay = !before || dayOf(before.at) < day;
    if (newDay) items.push({ key: `day ${day}`, kind: "day", at: day });
    if (!before && complete) items.push({ key: "start", kind: "start", at: point.at });
    const { item } = point;
    const marks = item.kind === "message" && item.message.number === unreadFrom;
    if (marks) items.push({ key: "unread", kind: "unread" });
    const joins =
      !!before &&
      !newDay &&
      !marks &&
      !!point.voice &&
      before.voice === point.voice &&
      point.at - before.at < TOGETHER;
    if (joins && before && "last" in before.item) before.item.last = false;
    if ("first" in item) item.first = !joins;
    items.push(item);
    before = point;
  }
  return items;
}
