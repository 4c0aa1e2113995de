import type { Conversation, Message } from "../../../contract/types";
import { intend } from "../app/intents";
import { threads } from "../live/stores";
import { useTexts } from "../texts/i18n";
import { excerpt } from "./excerpt";

/** What a message answers; a press goes there. */
export function Quote({ id, chat }: { id: string; chat: Conversation }) {
  const { t } = useTexts();
  const quoted = threads.rows(chat.id).find((message) => message.id === id);
  const name = quoted ? speakerOf(quoted, chat, t("message.system")) : "";
  const text = quoted ? excerpt(quoted, t) : t("message.quoteEarlier");
  return (
    <button type="button" className="quote" onClick={() => intend("thread.show", id)}>
      {name && (
        <span>
          <span className="vh">{t("message.quoteOf")} </span>
          <b>{name}</b>
        </span>
      )}
      <span className="ell">{text}</span>
    </button>
  );
}

/** The customer by his name of today; whoever takes part beside him by his own. */
export function speakerOf({ author, direction }: Message, chat: Conversation, otherwise: string) {
  if (direction !== "inbound") return author.name ?? otherwise;
  return (author.id ? null : author.name) ?? chat.contact.name;
}
