import { useEffect, useRef, useState } from "react";
import type { Contact } from "../../../contract/types";
import { patchContact } from "../api/calls";
import { useContactFields } from "../api/contacts";
import { ApiError } from "../api/http";
import { refusalText } from "../app/refusals";
import { toast } from "../app/toasts";
import { contacts } from "../live/stores";
import { useTexts } from "../texts/i18n";
import { ContactFields } from "./ContactFields";
import {
  begun,
  type FieldName,
  type Fields,
  faultsOf,
  fieldsOf,
  patchOf,
  rebased,
} from "./contactEdit";
import { Theirs } from "./Theirs";

interface Props {
  contact: Contact;
  onDone: () => void;
}

/** Correct a contact in place. What a colleague changed meanwhile is shown, and one's own words stay. */
export function ContactForm({ contact, onDone: close }: Props) {
  const { t } = useTexts();
  const kept = begun.get(contact.id);
  const own = useContactFields().data?.items ?? [];
  const [base, setBase] = useState(kept?.base ?? contact);
  const [fields, setFields] = useState<Fields>(() => kept?.fields ?? fieldsOf(contact));
  const [faults, setFaults] = useState<Record<string, string>>({});
  const [overtaken, setOvertaken] = useState<readonly string[]>([]);
  const [busy, setBusy] = useState(false);
  const latest = useRef(fields);
  latest.current = fields;
  useEffect(() => {
    if (patchOf(base, fields)) begun.set(contact.id, { base, fields });
    else begun.delete(contact.id);
  }, [contact.id, base, fields]);
  const onDone = () => {
    begun.delete(contact.id);
    close();
  };

  const save = async () => {
    const patch = patchOf(base, fields, own);
    if (!patch) return onDone();
    setBusy(true);
    setFaults({});
    try {
      const saved = await patchContact(contact.id, patch);
      contacts.take(saved);
      toast({ text: t("contact.saved"), tone: "ok" });
      if (latest.current === fields) return onDone();
      // What was written meanwhile is still to be saved.
      setFields((all) => rebased(fields, saved, all));
      setBase(saved);
      setOvertaken([]);
    } catch (error) {
      refused(error);
    }
    setBusy(false);
  };
  const refused = (error: unknown) => {
    const now = error instanceof ApiError ? (error.body.contact as Contact | undefined) : undefined;
    if (error instanceof ApiError && error.status === 409 && now) {
      contacts.take(now);
      setFields((all) => rebased(fieldsOf(base), now, all));
      setBase(now);
      setOvertaken((error.body.changed as string[] | undefined) ?? []);
    } else if (error instanceof ApiError && error.status === 422) {
      setFaults(faultsOf(error.body));
    } else toast({ text: refusalText(error), tone: "warn" });
  };
  const theirs = (name: FieldName) =>
    overtaken.includes(WIRE[name]) && (
      <Theirs
        value={[fieldsOf(base)[name]].flat().join(", ")}
        onTake={() => {
          setFields((all) => ({ ...all, [name]: fieldsOf(base)[name] }));
          setOvertaken((all) => all.filter((each) => each !== WIRE[name]));
        }}
      />
    );
  return (
    <form
      className="contact-form"
      noValidate
      aria-label={t("contact.edit")}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
      // Esc leaves the form, not the drawer around it: the library's word for that.
      onFocus={({ target }) => target.setAttribute("data-mantine-stop-propagation", "true")}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        onDone();
      }}
    >
      <ContactFields
        fields={fields}
        faults={faults}
        onChange={(change) => setFields((all) => ({ ...all, ...change }))}
        below={theirs}
      />
      {overtaken.length > 0 && (
        <p className="field-wrong" role="alert">
          {t("contact.overtaken")}
        </p>
      )}
      <div className="contact-acts">
        <button type="button" className="btn" onClick={onDone}>
          {t("acts.cancel")}
        </button>
        <button type="submit" className="btn btn-main" disabled={busy}>
          {t(overtaken.length > 0 ? "contact.saveMine" : "contact.save")}
        </button>
      </div>
    </form>
  );
}

/** The fields as the hub's refusal names them. */
const WIRE: Record<FieldName, string> = {
  name: "name",
  phones: "phones",
  emails: "emails",
  address: "address",
  birthday: "birthday",
  nik: "nik",
  language: "language",
  timeZone: "time_zone",
  priority: "priority",
};
