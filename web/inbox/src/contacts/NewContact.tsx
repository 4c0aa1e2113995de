import { useState } from "react";
import { addContact, useContactFields } from "../api/contacts";
import { ApiError } from "../api/http";
import { queryClient } from "../api/queryClient";
import { goTo } from "../app/places";
import { refusalText } from "../app/refusals";
import { toast } from "../app/toasts";
import { contacts } from "../live/stores";
import { ContactFields } from "../panel/ContactFields";
import { bodyOf, EMPTY, type Fields, faultsOf } from "../panel/contactEdit";
import { useTexts } from "../texts/i18n";
import { PageHead } from "./PageHead";

/** Write down somebody who has not written yet. */
export function NewContact() {
  const { t } = useTexts();
  const own = useContactFields().data?.items ?? [];
  // The same attempt sent twice is one contact; what was changed in between is another.
  const [clientId, setClientId] = useState(() => crypto.randomUUID());
  const [fields, setFields] = useState<Fields>(EMPTY);
  const [faults, setFaults] = useState<Record<string, string>>({});
  const [busy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    setFaults({});
    try {
      const contact = await addContact(bodyOf(clientId, fields, own));
      contacts.take(contact);
      void queryClient.invalidateQueries({ queryKey: ["contactList"] });
      toast({ text: t("contact.saved"), tone: "ok" });
      return goTo(`/contacts/${contact.id}`, { replace: true });
    } catch (error) {
      if (error instanceof ApiError && error.status === 422) setFaults(faultsOf(error.body));
      else toast({ text: refusalText(error), tone: "warn" });
    }
    setBusy(false);
  };
  return (
    <>
      <PageHead title={t("contacts.add")} />
      <div className="set-body">
        <form
          className="contact-form contact-column"
          noValidate
          aria-label={t("contacts.add")}
          onSubmit={(event) => {
            event.preventDefault();
            void save();
          }}
        >
          <ContactFields
            fields={fields}
            faults={faults}
            onChange={(change) => {
              setFields((all) => ({ ...all, ...change }));
              setClientId(crypto.randomUUID());
            }}
          />
          {Object.keys(faults).length > 0 && (
            <p className="field-wrong" role="alert">
              {t("contacts.notSaved")}
            </p>
          )}
          <div className="contact-acts">
            <button type="button" className="btn" onClick={() => goTo("/contacts")}>
              {t("acts.cancel")}
            </button>
            <button type="submit" className="btn btn-main" disabled={busy}>
              {t("contact.save")}
            </button>
          </div>
        </form>
      </div>
    </>
  );
}
