import { Suspense } from "react";
import type { Conversation, Message } from "../../../contract/types";
import { intend } from "../app/intents";
import { late } from "../app/late";
import { mayReply, me } from "../app/me";
import { clock, exactly } from "../texts/format";
import { useTexts } from "../texts/i18n";
import { tellLost } from "../ui/Called";
import { Guard } from "../ui/Guard";
import { Icon } from "../ui/Icon";
import { Album } from "./Album";
import { Files } from "./Files";
import { Held } from "./Held";
import { canQuote, isSpecial } from "./kinds/special";
import { Deleted, Edited, Forwarded, Reactions } from "./Marks";
import { MessageText } from "./MessageText";
import { Quote, speakerOf } from "./Quote";
import { Ticks } from "./Ticks";
import { Undelivered } from "./Undelivered";

const Special = late(() => import("./kinds/Special"));

interface Props {
  message: Message;
  /** The messages of one album, the first of which is `message`. */
  album?: readonly Message[];
  first: boolean;
  last: boolean;
  chat: Conversation;
}

/** Who is named above a group: nobody for the customer and for oneself; a colleague, and whoever takes
 * part beside the customer, by name.
 */
function speaker({ author, direction }: Message): string | null {
  if ((direction === "inbound" && author.id) || author.id === me().id) return null;
  return author.name ?? null;
}

/** A public message as a bubble: the customer's at the left, ours at the right. */
export function Bubble({ message, album, first, last, chat }: Props) {
  const { t, lang } = useTexts();
  const out = message.direction === "outbound";
  const failed = message.status === "failed";
  const name = first ? speaker(message) : null;
  const by = speakerOf(message, chat, t("message.system"));
  const reactions = (album ?? [message]).flatMap((each) => each.reactions ?? []);
  const at = album?.at(-1)?.at ?? message.at;
  return (
    <article
      className={`grp${out ? " out" : ""}${last ? " is-last" : ""}${first ? " is-first" : ""}`}
      aria-label={by}
      aria-live={message.author.id === me().id ? "off" : undefined}
    >
      {name && <span className="speaker">{name}</span>}
      <div className={failed ? "bub is-failed" : "bub"}>
        {message.deletedAt ? (
          <Deleted by={by} />
        ) : (
          <>
            {message.forwarded && <Forwarded />}
            {message.replyTo && <Quote id={message.replyTo} chat={chat} />}
            <Content message={message} album={album} />
          </>
        )}
        <span className="at">
          {message.editedAt && !message.deletedAt && <Edited at={message.editedAt} />}
          <time dateTime={at} title={exactly(at, lang)}>
            {clock(at, lang)}
          </time>
          {out && <Ticks status={message.status} />}
        </span>
        {canQuote(chat.channelKind) && !message.deletedAt && mayReply(chat) && (
          <button
            type="button"
            className="bub-reply"
            aria-label={t("message.reply")}
            data-tip={t("message.reply")}
            onClick={() => intend("composer.quote", message)}
          >
            <Icon name="corner-up-left" />
          </button>
        )}
      </div>
      {reactions.length > 0 && <Reactions reactions={reactions} />}
      <Held message={message} />
      <Undelivered message={message} chat={chat} />
    </article>
  );
}

function Content({ message, album }: Pick<Props, "message" | "album">) {
  if (!isSpecial(message)) return <Plain message={message} album={album} />;
  return (
    <Guard instead={<Plain message={message} />} onFail={tellLost}>
      <Suspense fallback={<div className="special-room" />}>
        <Special message={message} />
      </Suspense>
    </Guard>
  );
}

/** Words and files. */
function Plain({ message, album }: Pick<Props, "message" | "album">) {
  const { t } = useTexts();
  const words = album?.find((each) => each.text)?.text ?? message.text;
  return (
    <>
      {album ? <Album messages={album} /> : <Files files={message.attachments} />}
      {words ? (
        <MessageText text={words} />
      ) : (
        message.attachments.length === 0 && (
          <span className="muted">{t("message.unsupported")}</span>
        )
      )}
    </>
  );
}
