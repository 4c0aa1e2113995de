import { useId, useState } from "react";
import type { Conversation, Message } from "../../../../contract/types";
import { clock, exactly } from "../../texts/format";
import { useTexts } from "../../texts/i18n";
import { Avatar } from "../../ui/Avatar";
import { Icon } from "../../ui/Icon";
import { Ticks } from "../Ticks";

type Mail = NonNullable<Message["email"]>;

interface Props {
  message: Message;
  mail: Mail;
  chat: Conversation;
}

const few = (all: readonly string[]): string =>
  all.length > 2 ? `${all.slice(0, 2).join(", ")} +${all.length - 2}` : all.join(", ");

/** Who wrote to whom; all of it at a press. */
export function MailHead({ message, mail, chat }: Props) {
  const { t, lang } = useTexts();
  const [open, setOpen] = useState(false);
  const id = useId();
  const out = message.direction === "outbound";
  const writer = out
    ? (message.author.name ?? t("message.system"))
    : mail.fromName || chat.contact.name;
  const heard = [...(mail.to ?? []), ...(mail.cc ?? []), ...(mail.bcc ?? [])];
  return (
    <header className="mail-head">
      <Avatar name={writer} size={28} />
      <div className="mail-who">
        <span className="mail-line">
          <b className="ell">{writer}</b>
          {mail.fromAddress && !out && (
            <span className="ell muted" title={mail.fromAddress}>
              {mail.fromAddress}
            </span>
          )}
          <span className="mail-at">
            <time dateTime={message.at} title={exactly(message.at, lang)}>
              {clock(message.at, lang)}
            </time>
            {out && <Ticks status={message.status} />}
          </span>
        </span>
        <button
          type="button"
          className="mail-to"
          aria-expanded={open}
          aria-controls={id}
          title={t("mail.details")}
          onClick={() => setOpen(!open)}
        >
          <span className="ell">{t("mail.toLine", { names: few(heard) || t("mail.us") })}</span>
          <Icon name="chevron-down" size={12} className={open ? "is-turned" : undefined} />
        </button>
        {open && (
          <dl className="mail-details" id={id}>
            <Line label={t("mail.from")} values={mail.fromAddress ? [mail.fromAddress] : []} />
            <Line label={t("mail.to")} values={mail.to ?? []} />
            <Line label={t("mail.cc")} values={mail.cc ?? []} />
            <Line label={t("mail.bcc")} values={mail.bcc ?? []} />
            <Line label={t("mail.subject")} values={mail.subject ? [mail.subject] : []} />
            <Line label={t("mail.date")} values={[exactly(message.at, lang)]} />
          </dl>
        )}
      </div>
    </header>
  );
}

function Line({ label, values }: { label: string; values: readonly string[] }) {
  if (values.length === 0) return null;
  return (
    <>
      <dt>{label}</dt>
      <dd>{values.join(", ")}</dd>
    </>
  );
}
