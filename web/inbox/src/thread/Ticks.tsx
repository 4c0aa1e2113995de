import type { MessageStatus } from "../../../contract/types";
import { useTexts } from "../texts/i18n";
import { Icon } from "../ui/Icon";
import type { IconName } from "../ui/iconPaths";

const ICONS: Record<MessageStatus, IconName | null> = {
  received: null,
  pending: "clock",
  sending: "clock",
  sent: "check",
  delivered: "checks",
  read: "checks",
  failed: "alert-circle",
  unknown: "alert-triangle",
};

/** How far a message has come, by shape and word; the colour of "read" only supports it. */
export function Ticks({ status }: { status: MessageStatus }) {
  const { t } = useTexts();
  const icon = ICONS[status];
  if (!icon || status === "received") return null;
  const words = t(`message.status.${status}`);
  return (
    <span className={`tick tick-${status}`} title={words} data-status={status}>
      <Icon name={icon} label={words} />
    </span>
  );
}
