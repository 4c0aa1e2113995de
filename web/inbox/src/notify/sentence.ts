import type { NotificationKind } from "../../../contract/types";
import type { Translate } from "../texts/i18n";
import type { IconName } from "../ui/iconPaths";
import { isHidden } from "./bell";
import type { Entry } from "./calls";

export const KIND_ICONS: Record<NotificationKind, IconName> = {
  assigned: "user-check",
  transferred: "switch-horizontal",
  mentioned: "at",
  taken: "user-off",
  message: "message-circle",
  queued: "stack-2",
  changed: "circle-dot",
  set_away: "clock-pause",
  long_wait: "hourglass-high",
  unanswered: "clock-exclamation",
  target_missed: "clock-exclamation",
  silent: "user-off",
  channel_broken: "alert-triangle",
};

/** What happened, as one short sentence; without the customer's name where he may not be seen. */
export function sentence(entry: Entry, t: Translate): string {
  const { kind, count } = entry;
  const name = isHidden(entry) ? null : (entry.contact?.name ?? null);
  const actor = entry.actor.name ?? null;
  switch (kind) {
    case "assigned":
      return assigned(count, actor, name, t);
    case "transferred":
      if (count > 1) return t("notify.transferred.many", { count, actor: actor ?? "Simpul" });
      return name
        ? t("notify.transferred", { actor: actor ?? "Simpul", name })
        : t("notify.transferred.some", { actor: actor ?? "Simpul" });
    case "taken":
      if (!actor) return t("notify.requeued", { count });
      return name && count === 1
        ? t("notify.taken", { actor, name })
        : t("notify.taken.some", { actor, count });
    case "message":
      return name ? t("notify.message", { count, name }) : t("notify.message.some", { count });
    case "queued":
      return t("notify.queued", { department: entry.departmentName ?? "" });
    case "set_away":
      return t("notify.set_away", { actor: actor ?? "Simpul" });
    case "long_wait":
      return t("notify.long_wait", { department: entry.departmentName ?? "" });
    case "unanswered":
      return t("notify.unanswered", { count });
    case "target_missed":
      return t("notify.target_missed", { department: entry.departmentName ?? "" });
    case "silent":
      return name ? t("notify.silent", { name }) : t("notify.silent.some");
    case "channel_broken":
      return t("notify.channel_broken", { channel: entry.channelName ?? "" });
    default:
      return named(kind, actor ?? "Simpul", name, t);
  }
}

function assigned(count: number, actor: string | null, name: string | null, t: Translate): string {
  if (!actor) {
    if (count > 1) return t("notify.auto.many", { count });
    return name ? t("notify.auto", { name }) : t("notify.auto.some");
  }
  if (count > 1) return t("notify.assigned.many", { count, actor });
  return name ? t("notify.assigned", { actor, name }) : t("notify.assigned.some", { actor });
}

function named(
  kind: "mentioned" | "changed",
  actor: string,
  name: string | null,
  t: Translate,
): string {
  if (kind === "mentioned") {
    return name ? t("notify.mentioned", { actor, name }) : t("notify.mentioned.some", { actor });
  }
  return name ? t("notify.changed", { actor, name }) : t("notify.changed.some", { actor });
}
