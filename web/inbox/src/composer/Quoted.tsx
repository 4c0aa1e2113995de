import type { Conversation } from "../../../contract/types";
import { threads } from "../live/stores";
import { useTexts } from "../texts/i18n";
import { excerpt } from "../thread/excerpt";
import { speakerOf } from "../thread/Quote";
import { Icon } from "../ui/Icon";

interface Props {
  /** Of the message. */
  id: string;
  chat: Conversation;
  onRemove: () => void;
}

/** What the answer will quote, above the field. */
export function Quoted({ id, chat, onRemove }: Props) {
  const { t } = useTexts();
  const message = threads.rows(chat.id).find((each) => each.id === id);
  const name = message ? speakerOf(message, chat, t("message.system")) : null;
  return (
    <div className="quoted">
      <Icon name="corner-up-left" />
      <span className="quoted-b">
        {name && <b>{t("composer.quotes", { name })}</b>}
        <span className="ell">{message ? excerpt(message, t) : t("message.quoteEarlier")}</span>
      </span>
      <button
        type="button"
        className="ib ib-small"
        aria-label={t("composer.quoteOff")}
        data-tip={t("composer.quoteOff")}
        onClick={onRemove}
      >
        <Icon name="x" />
      </button>
    </div>
  );
}
