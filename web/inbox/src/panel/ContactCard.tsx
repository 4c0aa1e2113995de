import { useState } from "react";
import type { Contact, Conversation } from "../../../contract/types";
import { useClock } from "../live/clock";
import { clockIn, listTime, monthYear, number, zoneName } from "../texts/format";
import { useTexts } from "../texts/i18n";
import { Avatar } from "../ui/Avatar";
import { channelName, spokenAddress } from "../ui/channels";
import { Icon } from "../ui/Icon";
import { ContactAddresses, ContactParticulars, ContactPriority } from "./ContactFacts";
import { ContactForm } from "./ContactForm";
import { Copyable } from "./Copyable";
import { begun } from "./contactEdit";
import { Fact } from "./Fact";
import { useContactCard, useContactChats } from "./useContactCard";

/** Who the customer is, how to reach him, and a way to correct it in place. */
export function ContactCard({ chat }: { chat: Conversation }) {
  const { t } = useTexts();
  const { query, contact } = useContactCard(chat.contact.id);
  const [editing, setEditing] = useState(() => begun.has(chat.contact.id));
  return (
    <section className="sec" aria-label={t("panel.contact")}>
      <div className="person">
        <Avatar name={contact?.name ?? chat.contact.name} size={48} channel={chat.channelKind} />
        <span className="grow">
          <b className="nm">{contact?.name ?? chat.contact.name}</b>
          <Since contactId={chat.contact.id} contact={contact} />
          {chat.left && (
            <span className="meta muted">
              <Icon name="user-off" size={12} /> {t("panel.visitorLeft")}
            </span>
          )}
        </span>
        {contact && !editing && (
          <button
            type="button"
            className="ib"
            aria-label={t("contact.edit")}
            data-tip={t("contact.edit")}
            data-edit-contact=""
            onClick={() => setEditing(true)}
          >
            <Icon name="pencil" size={20} />
          </button>
        )}
      </div>
      {contact && editing ? (
        <ContactForm contact={contact} onDone={() => setEditing(false)} />
      ) : (
        <Known chat={chat} contact={contact} />
      )}
      {query.isError && !contact && (
        <p className="meta muted" role="alert">
          {t("contact.failed")}{" "}
          <button type="button" className="btn-link" onClick={() => void query.refetch()}>
            {t("thread.retry")}
          </button>
        </p>
      )}
    </section>
  );
}

function Since({ contactId, contact }: { contactId: string; contact?: Contact }) {
  const { t, lang } = useTexts();
  const total = useContactChats(contactId).data?.pages[0]?.total;
  if (!contact) return null;
  const words = [t("contact.since", { date: monthYear(contact.createdAt, lang) })];
  if (total) words.push(t("contact.chats", { count: total, figure: number(total, lang) }));
  return (
    <span className="meta muted" title={listTime(contact.createdAt, lang, Date.now())}>
      {words.join(", ")}
    </span>
  );
}

function Known({ chat, contact }: { chat: Conversation; contact?: Contact }) {
  const { t } = useTexts();
  const address = spokenAddress(chat.address, chat.channelKind);
  return (
    <dl className="kv">
      <ContactAddresses contact={contact} />
      <ContactParticulars contact={contact} />
      <Fact name={t("contact.language")}>
        {contact?.language && t(`contact.language.${contact.language}`)}
      </Fact>
      <Fact name={t(contact?.timeZone ? "contact.localTime" : "panel.localTime")}>
        <LocalTime zone={contact?.timeZone ?? null} />
      </Fact>
      <ContactPriority contact={contact} />
      <Fact name={t("panel.channel")}>{chat.channelName ?? channelName(chat.channelKind, t)}</Fact>
      <Fact name={t("panel.writesFrom")}>{address && <Copyable text={address} />}</Fact>
    </dl>
  );
}

/** By the clocks of the customer; by one's own where his are not known. */
function LocalTime({ zone }: { zone: string | null }) {
  const { lang } = useTexts();
  const house = zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  const time = useClock(
    (now) => `${clockIn(new Date(now), house, lang)} ${zoneName(house, new Date(now), lang)}`,
  );
  return <span className="num">{time}</span>;
}
