import type { HistoryRow } from "../../../contract/types";
import { clock, exactly } from "../texts/format";
import { type Translate, useTexts } from "../texts/i18n";
import { Icon } from "../ui/Icon";
import type { IconName } from "../ui/iconPaths";

const ICONS: Record<string, IconName> = {
  "conversation.assigned": "user-check",
  "conversation.transferred": "switch-horizontal",
  "conversation.requeued": "stack-2",
  "conversation.resolved": "check",
  "conversation.reopened": "arrow-back-up",
};

const AUTOMATIC = new Set(["auto_least_load", "auto_round_robin"]);
const STAFF = new Set(["admin", "supervisor", "agent"]);

/** What happened, as one short sentence. */
export function lineWords({ type, actor, changes }: HistoryRow, t: Translate): string {
  const by = actor.name ?? t("line.someone");
  const to = (changes.assignee as { name?: string } | null | undefined)?.name ?? null;
  const staff = STAFF.has(actor.kind);
  switch (type) {
    case "conversation.assigned":
      if (changes.cause === "claimed" || to === null) return t("line.claimed", { actor: by });
      if (AUTOMATIC.has(String(changes.cause)) || !staff) return t("line.assignedAuto", { to });
      return t("line.assigned", { actor: by, to });
    case "conversation.transferred":
      return to ? t("line.transferredTo", { actor: by, to }) : t("line.transferred", { actor: by });
    case "conversation.requeued":
      return t("line.requeued", { actor: by });
    case "conversation.resolved":
      return staff ? t("line.resolved", { actor: by }) : t("line.resolvedAuto");
    default:
      return staff ? t("line.reopenedBy", { actor: by }) : t("line.reopened");
  }
}

export function SystemLine({ row }: { row: HistoryRow }) {
  const { t, lang } = useTexts();
  return (
    <div className="sys">
      <Icon name={ICONS[row.type] ?? "circle-dot"} size={12} />
      <span>{lineWords(row, t)}</span>·
      <time dateTime={row.at} title={exactly(row.at, lang)}>
        {clock(row.at, lang)}
      </time>
    </div>
  );
}
