import { type ReactNode, useId } from "react";
import { useContactFields } from "../api/contacts";
import { useTexts } from "../texts/i18n";
import { PRIORITIES } from "../ui/priorities";
import { CustomField } from "./CustomField";
import type { FieldName, Fields } from "./contactEdit";
import { LinesField } from "./LinesField";
import { ZoneOptions } from "./ZoneOptions";
import "../style/fields.css";

interface Props {
  fields: Fields;
  /** By the hub's names: "phones.1". */
  faults: Record<string, string>;
  onChange: (change: Partial<Fields>) => void;
  /** What stands below a field: a colleague's word. */
  below?: (name: FieldName) => ReactNode;
}

/** All that may be known of a contact; only the name is asked for. */
export function ContactFields({ fields, faults, onChange, below = () => null }: Props) {
  const { t } = useTexts();
  const id = useId();
  const own = useContactFields().data?.items.filter((field) => !field.archived) ?? [];
  return (
    <>
      <div className="field">
        <label htmlFor={`${id}-name`}>{t("contact.name")} *</label>
        <input
          // biome-ignore lint/a11y/noAutofocus: one has just asked for it
          autoFocus
          id={`${id}-name`}
          className="input"
          autoComplete="off"
          maxLength={80}
          value={fields.name}
          aria-required
          aria-invalid={!!faults.name}
          onChange={(event) => onChange({ name: event.target.value })}
        />
        {faults.name && <p className="field-wrong">{t("contact.wrong.name")}</p>}
        {below("name")}
      </div>
      <LinesField
        label={t("contact.phone")}
        type="tel"
        add={t("contact.addPhone")}
        values={fields.phones}
        wrong={(at) => (faults[`phones.${at}`] ? t("contact.wrong.phone") : undefined)}
        onChange={(phones) => onChange({ phones })}
      />
      {below("phones")}
      <LinesField
        label={t("contact.email")}
        type="email"
        add={t("contact.addEmail")}
        values={fields.emails}
        wrong={(at) => (faults[`emails.${at}`] ? t("contact.wrong.email") : undefined)}
        onChange={(emails) => onChange({ emails })}
      />
      {below("emails")}
      <div className="field">
        <label htmlFor={`${id}-address`}>{t("contact.address")}</label>
        <textarea
          id={`${id}-address`}
          className="input"
          rows={2}
          maxLength={300}
          value={fields.address}
          onChange={(event) => onChange({ address: event.target.value })}
        />
        {below("address")}
      </div>
      <div className="field">
        <label htmlFor={`${id}-birthday`}>{t("contact.birthday")}</label>
        <input
          id={`${id}-birthday`}
          className="input"
          type="date"
          min="1900-01-01"
          value={fields.birthday}
          aria-invalid={!!faults.birthday}
          onChange={(event) => onChange({ birthday: event.target.value })}
        />
        {faults.birthday && <p className="field-wrong">{t("contact.wrong.birthday")}</p>}
        {below("birthday")}
      </div>
      <div className="field">
        <label htmlFor={`${id}-nik`}>{t("contact.nik")}</label>
        <input
          id={`${id}-nik`}
          className="input"
          inputMode="numeric"
          autoComplete="off"
          maxLength={24}
          value={fields.nik}
          aria-invalid={!!faults.nik}
          // What is masked cannot be corrected in part.
          onFocus={({ target }) => target.select()}
          onChange={(event) => onChange({ nik: event.target.value })}
        />
        {faults.nik && <p className="field-wrong">{t("contact.wrong.nik")}</p>}
        {below("nik")}
      </div>
      {own.map((field) => (
        <CustomField
          key={field.id}
          field={field}
          value={fields.custom[field.id] ?? (field.type === "choices" ? [] : "")}
          wrong={faults[`custom.${field.id}`]}
          onChange={(value) => onChange({ custom: { ...fields.custom, [field.id]: value } })}
        />
      ))}
      <div className="field">
        <label htmlFor={`${id}-language`}>{t("contact.language")}</label>
        <select
          id={`${id}-language`}
          className="input"
          value={fields.language}
          onChange={(event) => onChange({ language: event.target.value })}
        >
          <option value="">{t("contact.unknown")}</option>
          <option value="id">{t("contact.language.id")}</option>
          <option value="en">{t("contact.language.en")}</option>
        </select>
        {below("language")}
      </div>
      <div className="field">
        <label htmlFor={`${id}-zone`}>{t("contact.timeZone")}</label>
        <select
          id={`${id}-zone`}
          className="input"
          value={fields.timeZone}
          onChange={(event) => onChange({ timeZone: event.target.value })}
        >
          <option value="">{t("contact.unknown")}</option>
          <ZoneOptions />
        </select>
        {below("timeZone")}
      </div>
      <div className="field">
        <label htmlFor={`${id}-priority`}>{t("contact.priority")}</label>
        <select
          id={`${id}-priority`}
          className="input"
          value={fields.priority}
          aria-describedby={`${id}-priority-lead`}
          onChange={(event) => onChange({ priority: event.target.value })}
        >
          <option value="">{t("contact.priority.usual")}</option>
          {PRIORITIES.map((each) => (
            <option key={each} value={each}>
              {t(`priority.${each}`)}
            </option>
          ))}
        </select>
        <p className="meta muted" id={`${id}-priority-lead`}>
          {t("contact.priority.lead")}
        </p>
        {below("priority")}
      </div>
    </>
  );
}
