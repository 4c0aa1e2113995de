import type { Channel } from "../../../../contract/types";
import { useTexts } from "../../texts/i18n";
import { Icon } from "../../ui/Icon";

/** Why nothing is sent until an admin has acted. */
export function Trouble({ channel }: { channel: Channel }) {
  const { t } = useTexts();
  const { trouble } = channel;
  if (!trouble) return null;
  return (
    <div className="set-card chan-trouble" role="alert">
      <Icon name="alert-triangle" />
      <div>
        <b>{t("channel.trouble")}</b>
        <p>{trouble.detail || trouble.code}</p>
        <p className="muted">{t("channel.trouble.lead")}</p>
      </div>
    </div>
  );
}
