import type { Language } from "../../../contract/types";
import { FILTERS, filterCount, type Looking, NOTHING, toggled } from "../app/looking";
import { go } from "../app/places";
import { useTexts } from "../texts/i18n";
import { Icon } from "../ui/Icon";
import { useChoices } from "./useChoices";

interface Props {
  looking: Looking;
  includesResolved: boolean;
  narrowDown: boolean;
}

/** "1 Nov 2026": a day of the workspace's zone, which the browser must not move. */
const dayWords = (day: string, lang: Language): string =>
  new Intl.DateTimeFormat(lang === "en" ? "en-GB" : "id-ID", {
    day: "numeric",
    month: "short",
    year: "numeric",
    timeZone: "UTC",
  }).format(new Date(day));

/** What the list is narrowed to, each with a way out; and what the search takes in. */
export function FilterChips({ looking, includesResolved, narrowDown }: Props) {
  const { t, lang } = useTexts();
  const set = filterCount(looking);
  const choices = useChoices(t, set > 0);
  if (set === 0 && !includesResolved && !narrowDown) return null;
  const chips = FILTERS.flatMap((name) =>
    looking[name].map((value) => ({
      key: `${name} ${value}`,
      text: choices[name].find((choice) => choice.value === value)?.name ?? t(`filter.${name}`),
      without: toggled(looking, name, value),
    })),
  );
  if (looking.from || looking.to) {
    const [from, to] = [looking.from, looking.to].map((day) =>
      day ? dayWords(day, lang) : "",
    ) as [string, string];
    const key = from && to ? "filter.days" : from ? "filter.daysFrom" : "filter.daysTo";
    chips.push({
      key: "date",
      text: t(key, { from, to }),
      without: { ...looking, from: "", to: "" },
    });
  }
  return (
    <div className="narrowed">
      {chips.map(({ key, text, without }) => (
        <button
          key={key}
          type="button"
          className="chip-out"
          aria-label={t("filter.remove", { name: text })}
          onClick={() => go({ looking: without })}
        >
          <span className="ell">{text}</span>
          <Icon name="x" size={12} />
        </button>
      ))}
      {chips.length > 1 && (
        <button
          type="button"
          className="btn-link"
          onClick={() => go({ looking: { ...NOTHING, q: looking.q } })}
        >
          {t("filter.clear")}
        </button>
      )}
      {includesResolved && <span className="said">{t("list.withResolved")}</span>}
      {narrowDown && <span className="said">{t("search.narrow")}</span>}
    </div>
  );
}
