import type { Conversation } from "../../../contract/types";
import type { Tab } from "../api/calls";
import { isMine } from "../app/me";

/** Which conversations stand in a list: the same question that the hub answers for its pages. */
export function belongs(tab: Tab, chat: Conversation): boolean {
  if (tab === "mine") return chat.state === "handled" && isMine(chat) && !chat.snoozedUntil;
  if (tab === "queued") return chat.state === "queued";
  if (tab === "unanswered") return chat.state === "handled" && chat.waitingFor === "us";
  if (tab === "snoozed") return chat.state === "handled" && !!chat.snoozedUntil;
  if (tab === "archive") return chat.state === "resolved" && chat.resolveCause !== "suspected";
  if (tab === "spam" || tab === "suspected") return chat.resolveCause === tab;
  return chat.state !== "resolved";
}

const later = (a: string, b: string): number => (a < b ? 1 : a > b ? -1 : 0);

const RANKS: Record<Conversation["priority"], number> = { urgent: 0, high: 1, normal: 2, low: 3 };

/** The hub's `queue_rank`: by priority, and below all others who has left. */
const queueRank = (chat: Conversation): number => RANKS[chat.priority] + (chat.left ? 10 : 0);

/**
 * The hub's order of its pages: the queue by rank and waiting time, what is suspected by its start,
 * the rest by last activity.
 */
export function compare(tab: Tab): (a: Conversation, b: Conversation) => number {
  if (tab === "queued") {
    return (a, b) =>
      queueRank(a) - queueRank(b) ||
      -later(a.queuedAt ?? "", b.queuedAt ?? "") ||
      -later(a.id, b.id);
  }
  if (tab === "suspected") {
    return (a, b) => later(a.startedAt, b.startedAt) || later(a.id, b.id);
  }
  return (a, b) => later(a.lastActivityAt, b.lastActivityAt) || later(a.id, b.id);
}

/** Lists that know by themselves what else stands in them. All others are what the hub has found. */
export const isLive = (tab: Tab): boolean => LIVE.has(tab);

const LIVE: ReadonlySet<Tab> = new Set(["mine", "queued", "all", "suspected"]);

/**
 * What the hub has found, in its order, as it is by now. What has left the list leaves; what would
 * be found meanwhile comes with the next look: only the hub knows all the words.
 */
export function foundRows(
  tab: Tab,
  ids: readonly string[],
  all: readonly Conversation[],
  withResolved: boolean,
): Conversation[] {
  const known = new Map(all.map((chat) => [chat.id, chat]));
  const rows = [...new Set(ids)].flatMap((id) => known.get(id) ?? []);
  return withResolved && tab === "all" ? rows : rows.filter((chat) => belongs(tab, chat));
}

/** The rows to show; what lies beyond the last loaded page stays out until that page is there. */
export function rowsOf(
  tab: Tab,
  all: readonly Conversation[],
  last: Conversation | null,
): Conversation[] {
  const order = compare(tab);
  const rows = all.filter((chat) => belongs(tab, chat)).sort(order);
  return last ? rows.filter((chat) => order(chat, last) <= 0) : rows;
}
