import { useEffect, useId, useRef } from "react";
import { FILTERS, filterCount, NOTHING, toggled } from "../app/looking";
import { go, usePlace } from "../app/places";
import { offerFocus } from "../app/typing";
import { useTexts } from "../texts/i18n";
import { useChoices } from "./useChoices";

/** Above this many choices they are typed and picked rather than all shown. */
const MANY = 8;

/** Every filter of the list, in its place; what is chosen holds at once. */
export default function FilterPanel({ onClose }: { onClose: () => void }) {
  const { t } = useTexts();
  const { looking, tab } = usePlace();
  const choices = useChoices(t, true);
  const panel = useRef<HTMLDivElement>(null);
  const title = useId();
  useEffect(() => offerFocus(panel.current), []);
  const set = (next: typeof looking) => go({ looking: next }, { replace: true });
  const shown = FILTERS.filter((name) => name !== "state" || tab === "all");
  return (
    <div
      className="filters"
      ref={panel}
      role="dialog"
      aria-labelledby={title}
      tabIndex={-1}
      data-testid="filters"
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        onClose();
      }}
    >
      <header>
        <h2 id={title}>{t("filter.title")}</h2>
        {filterCount(looking) > 0 && (
          <button
            type="button"
            className="btn-link"
            onClick={() => set({ ...NOTHING, q: looking.q })}
          >
            {t("filter.clear")}
          </button>
        )}
        <button type="button" className="btn" onClick={onClose}>
          {t("filter.done")}
        </button>
      </header>
      {shown.map((name) => {
        const of = choices[name];
        if (of.length === 0) return null;
        const left = of.filter((choice) => !looking[name].includes(choice.value));
        const picked = of.length > MANY ? of.filter((c) => looking[name].includes(c.value)) : of;
        return (
          <fieldset key={name}>
            <legend>{t(`filter.${name}`)}</legend>
            {picked.map((choice) => (
              <label key={choice.value} className="pick">
                <input
                  type="checkbox"
                  checked={looking[name].includes(choice.value)}
                  onChange={() => set(toggled(looking, name, choice.value))}
                />
                {choice.name}
              </label>
            ))}
            {of.length > MANY && left.length > 0 && (
              <select
                aria-label={t("filter.add", { what: t(`filter.${name}`) })}
                value=""
                onChange={(event) => set(toggled(looking, name, event.target.value))}
              >
                <option value="" hidden>
                  {t("filter.choose")}
                </option>
                {left.map((choice) => (
                  <option key={choice.value} value={choice.value}>
                    {choice.name}
                  </option>
                ))}
              </select>
            )}
          </fieldset>
        );
      })}
      <fieldset>
        <legend>{t("filter.date")}</legend>
        <label className="day">
          {t("filter.from")}
          <input
            type="date"
            value={looking.from}
            max={looking.to || undefined}
            onChange={(event) => set({ ...looking, from: event.target.value })}
          />
        </label>
        <label className="day">
          {t("filter.to")}
          <input
            type="date"
            value={looking.to}
            min={looking.from || undefined}
            onChange={(event) => set({ ...looking, to: event.target.value })}
          />
        </label>
      </fieldset>
    </div>
  );
}
