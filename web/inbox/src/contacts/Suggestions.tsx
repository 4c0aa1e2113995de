import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Contact, MergeSuggestion } from "../../../contract/types";
import { dismissSuggestion, getSuggestions } from "../api/contacts";
import { queryClient } from "../api/queryClient";
import { follow } from "../app/places";
import { refusalText } from "../app/refusals";
import { toast } from "../app/toasts";
import { Loaded, TableSkeleton } from "../settings/kit/Loaded";
import { useTexts } from "../texts/i18n";
import { Avatar } from "../ui/Avatar";
import { Empty } from "../ui/Empty";
import { Icon } from "../ui/Icon";
import { spokenPhone } from "../ui/phones";
import { MergeDialog } from "./MergeDialog";
import { nameOf } from "./names";
import { PageHead } from "./PageHead";

const sharedWords = ({ shared }: MergeSuggestion): string =>
  shared.map(({ kind, value }) => (kind === "phone" ? spokenPhone(value) : value)).join(", ");

async function dismiss({ id }: MergeSuggestion): Promise<void> {
  try {
    await dismissSuggestion(id);
  } catch (error) {
    toast({ text: refusalText(error), tone: "warn" });
  }
  await queryClient.invalidateQueries({ queryKey: ["mergeSuggestions"] });
}

/** /contacts/suggestions: pairs that may be one person. */
export function Suggestions() {
  const { t } = useTexts();
  const query = useQuery({
    queryKey: ["mergeSuggestions", null],
    queryFn: ({ signal }) => getSuggestions(null, signal),
  });
  const [merging, setMerging] = useState<MergeSuggestion | null>(null);
  return (
    <>
      <PageHead title={t("contacts.alike.title")} />
      <div className="set-body contact-body">
        <div className="contact-column">
          <p className="set-lead">{t("contacts.alike.lead")}</p>
          <Loaded query={query} skeleton={<TableSkeleton />}>
            {({ items }) =>
              items.length === 0 ? (
                <Empty icon="check" title={t("contacts.alike.none")} />
              ) : (
                <ul className="pairs">
                  {items.map((one) => (
                    <li key={one.id} className="pair">
                      <div className="pair-people">
                        {one.contacts.map((each) => (
                          <Person key={each.id} contact={each} />
                        ))}
                      </div>
                      <p className="meta muted">
                        {t("contacts.alike.shared", { value: sharedWords(one) })}
                      </p>
                      <div className="contact-acts">
                        <button type="button" className="btn" onClick={() => void dismiss(one)}>
                          {t("contacts.alike.dismiss")}
                        </button>
                        <button
                          type="button"
                          className="btn btn-main"
                          onClick={() => setMerging(one)}
                        >
                          {t("contacts.merge")}
                        </button>
                      </div>
                    </li>
                  ))}
                </ul>
              )
            }
          </Loaded>
        </div>
      </div>
      {merging?.contacts[1] && (
        <MergeDialog
          contact={merging.contacts[1]}
          into={merging.contacts[0] ?? null}
          onClose={() => setMerging(null)}
        />
      )}
    </>
  );
}

function Person({ contact }: { contact: Contact }) {
  const { t } = useTexts();
  const to = `/contacts/${contact.id}`;
  return (
    <a className="earlier-row" href={to} onClick={(event) => follow(event, to)}>
      <Avatar name={nameOf(contact, t)} size={28} />
      <span className="earlier-b">
        <span className="ell">{nameOf(contact, t)}</span>
        <span className="meta muted ell">
          {[...contact.phones.map(spokenPhone), ...contact.emails].join(", ")}
        </span>
      </span>
    </a>
  );
}

/** Above a contact: who else may be he. */
export function AlikeOf({ contact }: { contact: Contact }) {
  const { t } = useTexts();
  const query = useQuery({
    queryKey: ["mergeSuggestions", contact.id],
    queryFn: ({ signal }) => getSuggestions(contact.id, signal),
  });
  const [merging, setMerging] = useState<Contact | null>(null);
  return (
    <>
      {(query.data?.items ?? []).map((one) => {
        const other = one.contacts.find((each) => each.id !== contact.id);
        if (!other) return null;
        return (
          <div key={one.id} className="strip alike" role="note">
            <Icon name="users" />
            <span className="grow">
              {t("contacts.alike.of", { name: nameOf(other, t), value: sharedWords(one) })}
            </span>
            <button type="button" className="btn btn-small" onClick={() => void dismiss(one)}>
              {t("contacts.alike.dismiss")}
            </button>
            <button
              type="button"
              className="btn btn-small btn-main"
              onClick={() => setMerging(other)}
            >
              {t("contacts.merge")}
            </button>
          </div>
        );
      })}
      {merging && <MergeDialog contact={merging} into={contact} onClose={() => setMerging(null)} />}
    </>
  );
}
