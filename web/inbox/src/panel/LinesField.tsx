import { useId } from "react";
import { useTexts } from "../texts/i18n";
import { Icon } from "../ui/Icon";

interface Props {
  label: string;
  type: "tel" | "email";
  /** What the button says that makes one more. */
  add: string;
  values: readonly string[];
  wrong: (at: number) => string | undefined;
  onChange: (values: string[]) => void;
}

/** Several of a kind, one a line. */
export function LinesField({ label, type, add, values, wrong, onChange }: Props) {
  const { t } = useTexts();
  const id = useId();
  const lines = values.length > 0 ? values : [""];
  const put = (at: number, value: string) =>
    onChange(lines.map((each, index) => (index === at ? value : each)));
  return (
    <fieldset className="field field-lines">
      <legend className="field-label">{label}</legend>
      {lines.map((value, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place
        <div key={at}>
          <span className="field-line">
            <input
              className="input"
              type={type}
              inputMode={type}
              autoComplete="off"
              maxLength={254}
              aria-label={lines.length > 1 ? `${label} ${at + 1}` : label}
              aria-invalid={!!wrong(at)}
              aria-describedby={wrong(at) && `${id}-${at}`}
              value={value}
              onChange={(event) => put(at, event.target.value)}
            />
            {(lines.length > 1 || value) && (
              <button
                type="button"
                className="ib"
                aria-label={t("contact.remove", { value: value || label })}
                onClick={() => onChange(lines.filter((_, index) => index !== at))}
              >
                <Icon name="x" />
              </button>
            )}
          </span>
          {wrong(at) && (
            <p className="field-wrong" id={`${id}-${at}`}>
              {wrong(at)}
            </p>
          )}
        </div>
      ))}
      {lines.every((each) => each.trim()) && (
        <button type="button" className="btn-link" onClick={() => onChange([...lines, ""])}>
          {add}
        </button>
      )}
    </fieldset>
  );
}
