import { useId, useState } from "react";
import type { Contact } from "../../../contract/types";
import { patchContact } from "../api/calls";
import { ApiError } from "../api/http";
import { refusalText } from "../app/refusals";
import { toast } from "../app/toasts";
import { contacts } from "../live/stores";
import { useTexts } from "../texts/i18n";
import { type FieldName, type Fields, faultsOf, fieldsOf, patchOf, rebased } from "./contactEdit";
import { LinesField } from "./LinesField";
import { Theirs } from "./Theirs";
import { ZoneOptions } from "./ZoneOptions";
import "../style/fields.css";

interface Props {
  contact: Contact;
  onDone: () => void;
}

/** Correct a contact in place. What a colleague changed meanwhile is shown, and one's own words stay. */
export function ContactForm({ contact, onDone }: Props) {
  const { t } = useTexts();
  const id = useId();
  const [base, setBase] = useState(contact);
  const [fields, setFields] = useState<Fields>(() => fieldsOf(contact));
  const [faults, setFaults] = useState<Record<string, string>>({});
  const [overtaken, setOvertaken] = useState<readonly string[]>([]);
  const [busy, setBusy] = useState(false);
  const put = <K extends FieldName>(name: K, value: Fields[K]) =>
    setFields((all) => ({ ...all, [name]: value }));

  const save = async () => {
    const patch = patchOf(base, fields);
    if (!patch) return onDone();
    setBusy(true);
    setFaults({});
    try {
      contacts.take(await patchContact(contact.id, patch));
      toast({ text: t("contact.saved"), tone: "ok" });
      return onDone();
    } catch (error) {
      refused(error);
    }
    setBusy(false);
  };
  const refused = (error: unknown) => {
    const now = error instanceof ApiError ? (error.body.contact as Contact | undefined) : undefined;
    if (error instanceof ApiError && error.status === 409 && now) {
      contacts.take(now);
      setFields((all) => rebased(base, now, all));
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
          put(name, fieldsOf(base)[name]);
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
      <div className="field">
        <label htmlFor={`${id}-name`}>{t("contact.name")}</label>
        <input
          // biome-ignore lint/a11y/noAutofocus: one has just asked for it
          autoFocus
          id={`${id}-name`}
          className="input"
          autoComplete="off"
          maxLength={80}
          value={fields.name}
          aria-invalid={!!faults.name}
          onChange={(event) => put("name", event.target.value)}
        />
        {faults.name && <p className="field-wrong">{t("contact.wrong.name")}</p>}
        {theirs("name")}
      </div>
      <LinesField
        label={t("contact.phone")}
        type="tel"
        add={t("contact.addPhone")}
        values={fields.phones}
        wrong={(at) => (faults[`phones.${at}`] ? t("contact.wrong.phone") : undefined)}
        onChange={(values) => put("phones", values)}
      />
      {theirs("phones")}
      <LinesField
        label={t("contact.email")}
        type="email"
        add={t("contact.addEmail")}
        values={fields.emails}
        wrong={(at) => (faults[`emails.${at}`] ? t("contact.wrong.email") : undefined)}
        onChange={(values) => put("emails", values)}
      />
      {theirs("emails")}
      <div className="field">
        <label htmlFor={`${id}-address`}>{t("contact.address")}</label>
        <textarea
          id={`${id}-address`}
          className="input"
          rows={2}
          maxLength={300}
          value={fields.address}
          onChange={(event) => put("address", event.target.value)}
        />
        {theirs("address")}
      </div>
      <div className="field">
        <label htmlFor={`${id}-language`}>{t("contact.language")}</label>
        <select
          id={`${id}-language`}
          className="input"
          value={fields.language}
          onChange={(event) => put("language", event.target.value)}
        >
          <option value="">{t("contact.unknown")}</option>
          <option value="id">{t("contact.language.id")}</option>
          <option value="en">{t("contact.language.en")}</option>
        </select>
        {theirs("language")}
      </div>
      <div className="field">
        <label htmlFor={`${id}-zone`}>{t("contact.timeZone")}</label>
        <select
          id={`${id}-zone`}
          className="input"
          value={fields.timeZone}
          onChange={(event) => put("timeZone", event.target.value)}
        >
          <option value="">{t("contact.unknown")}</option>
          <ZoneOptions />
        </select>
        {theirs("timeZone")}
      </div>
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
  language: "language",
  timeZone: "time_zone",
};
