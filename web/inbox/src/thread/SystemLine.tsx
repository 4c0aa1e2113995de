import type { HistoryRow, Priority } from "../../../contract/types";
import { clock, exactly } from "../texts/format";
import { type Language, useTexts } from "../texts/i18n";
import { Icon } from "../ui/Icon";
import type { IconName } from "../ui/iconPaths";
import { priorityIcon } from "../ui/priorities";
import { changed, lineWords } from "./lineWords";

const ICONS: Record<string, IconName> = {
  "conversation.assigned": "user-check",
  "conversation.transferred": "switch-horizontal",
  "conversation.requeued": "stack-2",
  "conversation.resolved": "check",
  "conversation.reopened": "arrow-back-up",
  "conversation.snoozed": "alarm-snooze",
  "conversation.rated": "star",
  "conversation.moved": "arrows-exchange",
  "conversation.mailed": "mail",
};

function iconOf({ type, changes }: HistoryRow): IconName {
  const priority = changed<Priority>(changes, "priority");
  if (priority) return priorityIcon(priority);
  return ICONS[type] ?? "circle-dot";
}

/** What happened to the chat, in the place where it did. */
export function SystemLine({ row }: { row: HistoryRow }) {
  const { t, lang } = useTexts();
  return (
    <div className="sys">
      <Icon name={iconOf(row)} size={12} />
      <span>{lineWords(row, t, lang)}</span>·
      <At at={row.at} lang={lang} />
    </div>
  );
}

function At({ at, lang }: { at: string; lang: Language }) {
  return (
    <time dateTime={at} title={exactly(at, lang)}>
      {clock(at, lang)}
    </time>
  );
}
