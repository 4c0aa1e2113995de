import { useState } from "react";
import type { Conversation, Message } from "../../../../contract/types";
import { me } from "../../app/me";
import { useTexts } from "../../texts/i18n";
import { Icon } from "../../ui/Icon";
import { Files } from "../Files";
import { Held } from "../Held";
import { MessageText } from "../MessageText";
import { Undelivered } from "../Undelivered";
import { MailFrame } from "./MailFrame";
import { MailHead } from "./MailHead";
import { MailMarks } from "./MailMarks";
import "../../texts/mail";
import "./mail.css";

type Mail = NonNullable<Message["email"]>;

interface Props {
  message: Message;
  mail: Mail;
  chat: Conversation;
}

/** Those for whom pictures of the web were asked for, as long as the page is open. */
const shown = new Set<string>();

/** A mail in the thread: a sheet of its own, as wide as the column. */
export default function MailItem({ message, mail, chat }: Props) {
  const { t } = useTexts();
  const out = message.direction === "outbound";
  const failed = message.status === "failed";
  const by = out
    ? (message.author.name ?? t("message.system"))
    : mail.fromName || chat.contact.name;
  return (
    <article
      className={`mail${out ? " is-out" : ""}${failed ? " is-failed" : ""}`}
      aria-label={t("mail.of", { name: by })}
      aria-live={message.author.id === me().id ? "off" : undefined}
    >
      <MailHead message={message} mail={mail} chat={chat} />
      <MailMarks mail={mail} />
      {mail.subject && <h3 className="mail-subject">{mail.subject}</h3>}
      <Body message={message} mail={mail} by={by} />
      <Files files={message.attachments.filter((file) => !file.inline)} />
      <Held message={message} />
      <Undelivered message={message} chat={chat} />
    </article>
  );
}

function Body({ message, mail, by }: { message: Message; mail: Mail; by: string }) {
  const { t } = useTexts();
  const [pictures, setPictures] = useState(shown.has(message.id));
  if (!mail.hasHtml && !mail.signature && !mail.quotedId) return <Plain message={message} />;
  return (
    <>
      {mail.hasRemotePictures && !pictures && (
        <p className="mail-mark">
          <Icon name="photo-off" />
          <span>{t("mail.picturesOff")}</span>
          <button
            type="button"
            className="btn-link"
            onClick={() => {
              shown.add(message.id);
              setPictures(true);
            }}
          >
            {t("mail.picturesShow")}
          </button>
        </p>
      )}
      <MailFrame
        key={String(pictures)}
        message={message}
        pictures={pictures}
        title={t("mail.frame", { name: by, subject: mail.subject })}
      />
    </>
  );
}

/** Plain text: what was written anew, and what it answers at a press. */
function Plain({ message }: { message: Message }) {
  const { t } = useTexts();
  const [whole, setWhole] = useState(false);
  const anew = message.email?.replyText?.trim();
  const folds = !!anew && anew !== message.text.trim();
  const text = folds && !whole ? anew : message.text;
  if (!text) return message.attachments.length ? null : <p className="muted">{t("mail.empty")}</p>;
  return (
    <div className="mail-text">
      <MessageText text={text} />
      {folds && (
        <button
          type="button"
          className="mail-fold"
          aria-expanded={whole}
          onClick={() => setWhole(!whole)}
        >
          {t(whole ? "mail.quoteHide" : "mail.quoteShow")}
        </button>
      )}
    </div>
  );
}
