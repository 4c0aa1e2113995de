import { useState } from "react";
import type { Contact } from "../../../contract/types";
import { ApiError } from "../api/http";
import { me } from "../app/me";
import { follow } from "../app/places";
import { ContactAddresses, ContactParticulars, ContactPriority } from "../panel/ContactFacts";
import { ContactForm } from "../panel/ContactForm";
import { begun } from "../panel/contactEdit";
import { ContactChats } from "../panel/EarlierChats";
import { Fact } from "../panel/Fact";
import { Identities } from "../panel/Identities";
import { useContactCard } from "../panel/useContactCard";
import { FormSkeleton } from "../settings/kit/Loaded";
import { monthYear } from "../texts/format";
import { useTexts } from "../texts/i18n";
import { Avatar } from "../ui/Avatar";
import { Broken } from "../ui/Broken";
import { Empty } from "../ui/Empty";
import { Icon } from "../ui/Icon";
import { EraseDialog } from "./EraseDialog";
import { ExportDialog } from "./ExportDialog";
import { MergeDialog } from "./MergeDialog";
import { nameOf } from "./names";
import { PageHead } from "./PageHead";
import { PastMerges } from "./PastMerges";
import { AlikeOf } from "./Suggestions";

type Opened = "edit" | "merge" | "export" | "erase" | null;

/** One contact: what is known, where he writes from, what he has had with us, and what admins may do. */
export function ContactPage({ id }: { id: string }) {
  const { t } = useTexts();
  const { query, contact } = useContactCard(id);
  const [opened, setOpened] = useState<Opened>(() => (begun.has(id) ? "edit" : null));
  const close = () => setOpened(null);
  const gone = query.error instanceof ApiError && query.error.status === 404;
  if (gone || (query.isSuccess && !contact))
    return (
      <>
        <PageHead title={t("contacts.title")} />
        <Empty icon="user-off" title={t("contacts.gone")} lead={t("contacts.gone.lead")}>
          <a className="btn" href="/contacts" onClick={(event) => follow(event, "/contacts")}>
            {t("contacts.back")}
          </a>
        </Empty>
      </>
    );
  if (query.isError && !contact)
    return (
      <Broken
        title={t("contact.failed")}
        lead={t("contacts.failed.lead")}
        error={query.error}
        onRetry={() => void query.refetch()}
      />
    );
  if (!contact)
    return (
      <div className="set-body">
        <FormSkeleton />
      </div>
    );
  const admin = me().role === "admin" && !contact.erased;
  return (
    <>
      <PageHead title={nameOf(contact, t)}>
        {admin && <AdminActs onOpen={setOpened} />}
        {!contact.erased && opened !== "edit" && (
          <button
            type="button"
            className="btn"
            data-edit-contact=""
            onClick={() => setOpened("edit")}
          >
            <Icon name="pencil" />
            {t("contacts.edit")}
          </button>
        )}
      </PageHead>
      <div className="set-body contact-body">
        <div className="contact-column">
          {admin && <AlikeOf contact={contact} />}
          {opened === "edit" ? (
            <section className="sec">
              <ContactForm contact={contact} onDone={close} />
            </section>
          ) : (
            <Known contact={contact} />
          )}
          <Identities contactId={id} />
          <ContactChats contactId={id} />
          {admin && <PastMerges contactId={id} />}
        </div>
      </div>
      {opened === "merge" && <MergeDialog contact={contact} onClose={close} />}
      {opened === "export" && <ExportDialog contact={contact} onClose={close} />}
      {opened === "erase" && <EraseDialog contact={contact} onClose={close} />}
    </>
  );
}

function AdminActs({ onOpen }: { onOpen: (what: Opened) => void }) {
  const { t } = useTexts();
  return (
    <>
      {(
        [
          ["merge", "users"],
          ["export", "download"],
          ["erase", "trash"],
        ] as const
      ).map(([what, icon]) => (
        <button
          key={what}
          type="button"
          className="ib"
          aria-label={t(`contacts.${what}`)}
          data-tip={t(`contacts.${what}`)}
          onClick={() => onOpen(what)}
        >
          <Icon name={icon} />
        </button>
      ))}
    </>
  );
}

function Known({ contact }: { contact: Contact }) {
  const { t, lang } = useTexts();
  return (
    <section className="sec" aria-label={t("panel.contact")}>
      <div className="person">
        <Avatar name={nameOf(contact, t)} size={48} />
        <span className="grow">
          <b className="nm">{nameOf(contact, t)}</b>
          <span className="meta muted">
            {t("contact.since", { date: monthYear(contact.createdAt, lang) })}
          </span>
        </span>
      </div>
      {contact.erased && <p className="meta muted">{t("contacts.erased.lead")}</p>}
      <dl className="kv">
        <ContactAddresses contact={contact} />
        <ContactParticulars contact={contact} />
        <Fact name={t("contact.language")}>
          {contact.language && t(`contact.language.${contact.language}`)}
        </Fact>
        <Fact name={t("contact.timeZone")}>{contact.timeZone}</Fact>
        <ContactPriority contact={contact} />
      </dl>
    </section>
  );
}
