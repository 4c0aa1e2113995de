import { Textarea } from "@mantine/core";
import { useState } from "react";
import type { Language } from "../../../../contract/types";
import { useTexts } from "../../texts/i18n";
import { fieldId } from "../kit/fields";
import type { FieldErrors } from "../kit/useEdits";

const MOST = 160;
const NAMES: Record<Language, string> = { id: "Bahasa Indonesia", en: "English" };

interface Props {
  value: Partial<Record<Language, string>>;
  errors: FieldErrors;
  onChange: (value: Partial<Record<Language, string>>) => void;
}

/** The first words of the chat, in both languages. */
export function Greeting({ value, errors, onChange }: Props) {
  const { t, lang } = useTexts();
  const [shown, setShown] = useState<Language>(lang);
  const text = value[shown] ?? "";
  return (
    <div>
      <div className="set-section-h">
        <label className="chat-label" htmlFor={fieldId("welcome")}>
          {t("chat.greeting")}
        </label>
        <fieldset className="seg" aria-label={t("chat.greeting.language")}>
          {(["id", "en"] as const).map((each) => (
            <button
              key={each}
              type="button"
              aria-pressed={shown === each}
              onClick={() => setShown(each)}
            >
              {NAMES[each]}
            </button>
          ))}
        </fieldset>
      </div>
      <Textarea
        id={fieldId("welcome")}
        lang={shown}
        rows={2}
        maxLength={MOST}
        value={text}
        error={errors[`welcome.${shown}`] ?? errors.welcome}
        onChange={(event) => onChange({ ...value, [shown]: event.currentTarget.value })}
      />
      <p className="muted set-small">
        {t("chat.greeting.length", { count: text.length, most: MOST })}
      </p>
    </div>
  );
}
