import type { Conversation, Message } from "../../../contract/types";
import { useTexts } from "../texts/i18n";
import { excerpt } from "../thread/excerpt";
import { speakerOf } from "../thread/Quote";
import { Icon } from "../ui/Icon";

interface Props {
  message: Message;
  chat: Conversation;
  onRemove: () => void;
}

/** What the answer will quote, above the field. */
export function Quoted({ message, chat, onRemove }: Props) {
  const { t } = useTexts();
  const name = speakerOf(message, chat, t("message.system"));
  return (
    <div className="quoted">
      <Icon name="corner-up-left" />
      <span className="quoted-b">
        <b>{t("composer.quotes", { name })}</b>
        <span className="ell">{excerpt(message, t)}</span>
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
