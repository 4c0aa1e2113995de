import { useEffect, useRef } from "react";
import { offerFocus } from "../../app/typing";
import { useTexts } from "../../texts/i18n";
import { Icon } from "../../ui/Icon";
import { fieldId } from "./fields";
import type { FieldErrors } from "./useEdits";

interface Props {
  errors: FieldErrors;
  labels: Partial<Record<string, string>>;
}

/** After a refused save: what is wrong, each line a way to its field. */
export function ErrorSummary({ errors, labels }: Props) {
  const { t } = useTexts();
  const box = useRef<HTMLDivElement>(null);
  const all = Object.entries(errors);
  const refused = all.length > 0;
  useEffect(() => {
    if (refused) offerFocus(box.current);
  }, [refused]);
  if (!refused) return null;
  return (
    <div className="set-errors" role="alert" tabIndex={-1} ref={box}>
      <Icon name="alert-circle" />
      <div>
        <b>{t("settings.notSaved")}</b>
        <ul>
          {all.map(([name, words]) => (
            <li key={name}>
              {name ? (
                <a
                  className="link"
                  href={`#${fieldId(name)}`}
                  onClick={(event) => {
                    event.preventDefault();
                    document.getElementById(fieldId(name))?.focus();
                  }}
                >
                  {labels[name] ?? labels[name.split(".")[0] ?? ""] ?? name}
                </a>
              ) : null}
              {name ? ": " : ""}
              {words}
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
