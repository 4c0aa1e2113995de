import type { Conversation, Message } from "../../../contract/types";
import { me } from "../app/me";
import { clock, exactly } from "../texts/format";
import { useTexts } from "../texts/i18n";
import { Files } from "./Files";
import { MessageText } from "./MessageText";
import { Ticks } from "./Ticks";
import { Undelivered } from "./Undelivered";

interface Props {
  message: Message;
  first: boolean;
  last: boolean;
  chat: Conversation;
}

/** Who is named above a group: nobody for the customer and for oneself, a colleague by name. */
function speaker({ author, direction }: Message): string | null {
  if (direction === "inbound" || author.id === me().id) return null;
  return author.name ?? null;
}

/** A public message as a bubble: the customer's at the left, ours at the right. */
export function Bubble({ message, first, last, chat }: Props) {
  const { t, lang } = useTexts();
  const out = message.direction === "outbound";
  const failed = message.status === "failed";
  const name = first ? speaker(message) : null;
  const by = out ? (message.author.name ?? t("message.system")) : chat.contact.name;
  return (
    <article
      className={`grp${out ? " out" : ""}${last ? " is-last" : ""}${first ? " is-first" : ""}`}
      aria-label={by}
      aria-live={message.author.id === me().id ? "off" : undefined}
    >
      {name && <span className="speaker">{name}</span>}
      <div className={failed ? "bub is-failed" : "bub"}>
        <Files files={message.attachments} />
        {message.text ? (
          <MessageText text={message.text} />
        ) : (
          message.attachments.length === 0 && (
            <span className="muted">{t("message.unsupported")}</span>
          )
        )}
        <span className="at">
          <time dateTime={message.at} title={exactly(message.at, lang)}>
            {clock(message.at, lang)}
          </time>
          {out && <Ticks status={message.status} />}
        </span>
      </div>
      <Undelivered message={message} chat={chat} />
    </article>
  );
}
