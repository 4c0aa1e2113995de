import type { Channel } from "../../../../contract/types";
import { isAtProvider } from "../../failures/codes";
import { reasonOf } from "../../failures/reason";
import { exactly } from "../../texts/format";
import { type TextKey, useTexts } from "../../texts/i18n";
import { Icon } from "../../ui/Icon";

/** What an admin has to act on, and whether messages wait until then. */
export function Trouble({ channel }: { channel: Channel }) {
  const { t, lang } = useTexts();
  const { trouble } = channel;
  if (!trouble) return null;
  return (
    <div className="set-card chan-trouble" role="alert">
      <Icon name="alert-triangle" />
      <div>
        <b>{t("channel.trouble")}</b>
        <p>{reasonOf(channel.kind, trouble, t) ?? (trouble.detail || trouble.code)}</p>
        <p className="muted">
          {t(leadOf(channel, trouble.code))}
          {trouble.until &&
            ` ${t("channel.trouble.until", { time: exactly(trouble.until, lang) })}`}
        </p>
      </div>
    </div>
  );
}

function leadOf({ kind, state }: Channel, code: string): TextKey {
  if (state !== "needs_attention") return "channel.trouble.warning";
  return isAtProvider(kind, code) ? "channel.trouble.atProvider" : "channel.trouble.lead";
}
