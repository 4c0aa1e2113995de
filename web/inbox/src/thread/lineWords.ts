import type { HistoryRow, Priority } from "../../../contract/types";
import { untilWords } from "../texts/format";
import type { Language, Translate } from "../texts/i18n";

type Changes = HistoryRow["changes"];

const STAFF = new Set(["admin", "supervisor", "agent"]);

const nameOf = (changes: Changes, key: string): string | null =>
  (changes[key] as { name?: string } | null | undefined)?.name ?? null;

/** What a field became: changes hold before and after. */
export const changed = <T>(changes: Changes, field: string): T | null => {
  const pair = changes[field];
  return Array.isArray(pair) ? ((pair[1] as T) ?? null) : null;
};

/** Whether the row is one that a thread tells: of `updated` the priority, of `queued` that it is no spam. */
export function isTold({ type, changes }: HistoryRow): boolean {
  if (type === "conversation.queued") return "cleared" in changes;
  return TOLD.has(type) || (type === "conversation.updated" && "priority" in changes);
}

const TOLD = new Set([
  "conversation.assigned",
  "conversation.transferred",
  "conversation.requeued",
  "conversation.resolved",
  "conversation.reopened",
  "conversation.snoozed",
  "conversation.rated",
  "conversation.moved",
  "conversation.mailed",
]);

/** What happened, as one short sentence. */
export function lineWords(row: HistoryRow, t: Translate, lang: Language): string {
  const actor = row.actor.name ?? t("line.someone");
  switch (row.type) {
    case "conversation.assigned":
    case "conversation.transferred":
      return handedWords(row, actor, t);
    case "conversation.requeued":
      return requeuedWords(row, actor, t);
    case "conversation.snoozed":
      return snoozedWords(row, actor, t, lang);
    case "conversation.updated": {
      const priority = t(`priority.${changed<Priority>(row.changes, "priority") ?? "normal"}`);
      return t("line.priority", { actor, priority: priority.toLocaleLowerCase(lang) });
    }
    case "conversation.queued":
      return t("line.notSpam", { actor });
    case "conversation.rated":
      return ratedWords(row, t);
    case "conversation.mailed":
      return t("line.mailed", { count: Number(row.changes.answers) || 1 });
    case "conversation.moved":
      return t("line.moved", { actor, number: movedTo(row)?.number ?? "" });
    case "conversation.resolved":
      return resolvedWords(row, actor, t);
    default:
      return isStaff(row) ? t("line.reopenedBy", { actor }) : t("line.reopened");
  }
}

/** The conversation in which the matter goes on. */
export const movedTo = ({ changes }: HistoryRow): { id: string; number: number } | null =>
  (changes.to as { id: string; number: number } | null | undefined) ?? null;

const isStaff = ({ actor }: HistoryRow): boolean => STAFF.has(actor.kind);

function handedWords(row: HistoryRow, actor: string, t: Translate): string {
  const { type, changes } = row;
  const to = nameOf(changes, "assignee");
  const from = nameOf(changes, "from");
  const department = nameOf(changes, "department");
  switch (changes.cause) {
    case "claimed":
      return t("line.claimed", { actor });
    case "taken_over":
      return from ? t("line.takenOverFrom", { actor, from }) : t("line.takenOver", { actor });
    case "auto_least_load":
      return t("line.auto.least_load", { to: to ?? "" });
    case "auto_round_robin":
      return t("line.auto.round_robin", { to: to ?? "" });
  }
  if (type === "conversation.transferred") {
    if (to && department) return t("line.transferredWithin", { actor, department, to });
    const target = to ?? department;
    return target
      ? t("line.transferredTo", { actor, to: target })
      : t("line.transferred", { actor });
  }
  const own = (changes.assignee as { id: string } | null | undefined)?.id === row.actor.id;
  if (to === null || own) return t("line.claimed", { actor });
  return isStaff(row) ? t("line.assigned", { actor, to }) : t("line.assignedAuto", { to });
}

function requeuedWords(row: HistoryRow, actor: string, t: Translate): string {
  const from = nameOf(row.changes, "from");
  if (row.changes.cause === "reassigned_offline" && from)
    return t("line.requeuedOffline", { from });
  if (row.changes.cause === "reassigned_silent" && from) return t("line.requeuedSilent", { from });
  return isStaff(row) ? t("line.requeued", { actor }) : t("line.requeuedAuto");
}

function snoozedWords(row: HistoryRow, actor: string, t: Translate, lang: Language): string {
  const until = changed<string>(row.changes, "snoozedUntil");
  if (until) return t("line.snoozed", { actor, until: untilWords(until, lang) });
  if (isStaff(row)) return t("line.woken", { actor });
  return t(row.actor.kind === "customer" ? "line.wokenByMessage" : "line.wokenAuto");
}

function ratedWords({ actor, changes }: HistoryRow, t: Translate): string {
  const score = changed<number>(changes, "score") ?? 0;
  return t("line.rated", { actor: actor.name ?? t("line.customer"), score });
}

function resolvedWords(row: HistoryRow, actor: string, t: Translate): string {
  const { cause } = row.changes;
  if (cause === "customer_left") return t("line.left");
  if (cause === "auto_inactive") return t("line.inactive");
  if (!isStaff(row)) return t("line.resolvedAuto");
  return t(cause === "spam" ? "line.spam" : "line.resolved", { actor });
}
