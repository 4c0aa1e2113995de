import type { Tab } from "../api/calls";
import { go } from "../app/places";
import { number } from "../texts/format";
import { useTexts } from "../texts/i18n";
import type { Counted } from "./useList";

const MORE = ["unanswered", "snoozed", "mentions", "expired", "archive", "spam"] as const;

export const isMore = (tab: Tab): boolean => (MORE as readonly Tab[]).includes(tab);

/** The lists one goes to less often. A choice of the browser's own: it is by keyboard and thumb alike. */
export function MoreLists({ tab, counts }: { tab: Tab; counts: Counted }) {
  const { t, lang } = useTexts();
  const here = isMore(tab);
  // No channel has a reply window that could close: the list would be empty for ever.
  const lists = MORE.filter((name) => name !== "expired" || tab === name || counts.expired);
  return (
    <span className={here ? "more-lists is-here" : "more-lists"}>
      <select
        aria-label={t("list.moreLists")}
        value={here ? tab : ""}
        onChange={(event) => go({ tab: event.target.value as Tab, chat: null })}
      >
        {!here && (
          <option value="" hidden>
            {t("list.moreLists")}
          </option>
        )}
        {lists.map((name) => (
          <option key={name} value={name}>
            {t(`list.tab.${name}`)}
            {counts[name] ? ` (${number(counts[name], lang)})` : ""}
          </option>
        ))}
      </select>
    </span>
  );
}
