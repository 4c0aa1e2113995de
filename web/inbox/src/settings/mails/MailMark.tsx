import type { SystemMail } from "../../../../contract/types";
import { useTexts } from "../../texts/i18n";
import { Icon } from "../../ui/Icon";
import type { IconName } from "../../ui/iconPaths";

const ICONS: Record<SystemMail["state"], IconName> = {
  pending: "clock",
  sending: "send",
  sent: "check",
  failed: "alert-circle",
  kept: "archive",
  unknown: "alert-triangle",
};

/** How far a mail got, in a word, with an icon beside it. */
export function MailMark({ mail: { state, trouble } }: { mail: SystemMail }) {
  const { t } = useTexts();
  const bad = state === "failed" || state === "unknown";
  const warn = state === "kept" || (state === "pending" && trouble);
  return (
    <span className={bad ? "mark mark-bad" : warn ? "mark mark-warn" : "mark"}>
      <Icon name={ICONS[state]} size={12} />
      {t(`mails.state.${state}`)}
    </span>
  );
}
