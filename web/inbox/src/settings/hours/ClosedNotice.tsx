import { Switch, Textarea } from "@mantine/core";
import { useState } from "react";
import type { Language } from "../../../../contract/types";
import { useTexts } from "../../texts/i18n";
import { bindTick, fieldId } from "../kit/fields";
import type { Edits } from "../kit/useEdits";

const MOST = 1000;
const NAMES: Record<Language, string> = { id: "Bahasa Indonesia", en: "English" };

export interface NoticeValues {
  closedNotice: boolean;
  closedTexts: Partial<Record<Language, string>>;
}

/** Whether customers who begin outside the hours are told so, and in which words. */
export function ClosedNotice<Values extends NoticeValues>({ edits }: { edits: Edits<Values> }) {
  const { t, lang } = useTexts();
  const [shown, setShown] = useState<Language>(lang);
  const { closedNotice, closedTexts } = edits.values;
  return (
    <>
      <Switch
        label={t("hours.closed.on")}
        description={t("hours.closed.on.lead")}
        {...bindTick(edits, "closedNotice")}
      />
      {closedNotice && (
        <div className="set-stack">
          <div className="set-section-h">
            <label className="set-h3" htmlFor={fieldId("closedTexts")}>
              {t("hours.closed.text")}
            </label>
            <fieldset className="seg" aria-label={t("hours.closed.language")}>
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
            id={fieldId("closedTexts")}
            lang={shown}
            rows={4}
            maxLength={MOST}
            value={closedTexts[shown] ?? ""}
            error={edits.errors[`closedTexts.${shown}`] ?? edits.errors.closedTexts}
            onChange={(event) =>
              edits.set("closedTexts", { ...closedTexts, [shown]: event.currentTarget.value })
            }
          />
          <p className="muted set-small">{t("hours.closed.text.lead", { mark: "{opening}" })}</p>
        </div>
      )}
    </>
  );
}
