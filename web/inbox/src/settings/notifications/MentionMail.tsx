import { Switch } from "@mantine/core";
import { useTexts } from "../../texts/i18n";
import type { PartProps } from "./MyNotifications";

/** Whether an unread mention is told by mail to one who is away. */
export function MentionMail({ settings, onChange }: PartProps) {
  const { t } = useTexts();
  return (
    <Switch
      label={t("notify.mail.mention")}
      description={t("notify.mail.mention.lead")}
      checked={settings.mentionMail}
      onChange={(event) => onChange({ mentionMail: event.currentTarget.checked })}
    />
  );
}
