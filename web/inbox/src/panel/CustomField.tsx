import { useId } from "react";
import type { ContactField } from "../../../contract/types";
import { useTexts } from "../texts/i18n";

interface Props {
  field: ContactField;
  value: string | string[];
  wrong?: string | undefined;
  onChange: (value: string | string[]) => void;
}

/** A field that the house has added, drawn by its type. */
export function CustomField({ field, value, wrong, onChange }: Props) {
  const { t } = useTexts();
  const id = useId();
  const name = field.required ? `${field.name} *` : field.name;
  const fault = wrong && (
    <p className="field-wrong" id={`${id}-wrong`}>
      {t(`contact.wrong.${field.required && value.length === 0 ? "required" : field.type}`)}
    </p>
  );
  if (field.type === "choices") {
    const chosen = typeof value === "string" ? [] : value;
    return (
      <fieldset className="field field-lines" aria-describedby={wrong && `${id}-wrong`}>
        <legend className="field-label">{name}</legend>
        {field.choices.map((choice) => (
          <label key={choice} className="field-check">
            <input
              type="checkbox"
              checked={chosen.includes(choice)}
              onChange={({ target }) =>
                onChange(
                  target.checked ? [...chosen, choice] : chosen.filter((each) => each !== choice),
                )
              }
            />
            {choice}
          </label>
        ))}
        {fault}
      </fieldset>
    );
  }
  const shared = {
    id,
    className: "input",
    value: String(value),
    "aria-invalid": !!wrong,
    "aria-required": field.required,
    "aria-describedby": wrong ? `${id}-wrong` : undefined,
  };
  return (
    <div className="field">
      <label htmlFor={id}>{name}</label>
      {field.type === "long_text" && (
        <textarea
          {...shared}
          rows={3}
          maxLength={4_000}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
      {(field.type === "choice" || field.type === "yes_no") && (
        <select {...shared} onChange={(event) => onChange(event.target.value)}>
          <option value="">{t("contact.unknown")}</option>
          {field.type === "yes_no" && <option value="yes">{t("contact.yes")}</option>}
          {field.type === "yes_no" && <option value="no">{t("contact.no")}</option>}
          {field.choices.map((choice) => (
            <option key={choice}>{choice}</option>
          ))}
        </select>
      )}
      {(field.type === "text" ||
        field.type === "digits" ||
        field.type === "number" ||
        field.type === "date") && (
        <input
          {...shared}
          type={field.type === "date" ? "date" : "text"}
          inputMode={MODES[field.type]}
          autoComplete="off"
          maxLength={320}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
      {fault}
    </div>
  );
}

const MODES = { text: undefined, date: undefined, digits: "numeric", number: "decimal" } as const;
