import type { Tab } from "../api/calls";
import { go } from "../app/places";
import { number } from "../texts/format";
import { useTexts } from "../texts/i18n";
import { Icon } from "../ui/Icon";
import type { Counted } from "./useList";

const MORE = [
  "unanswered",
  "snoozed",
  "mentions",
  "expired",
  "archive",
  "suspected",
  "spam",
] as const;

export const isMore = (tab: Tab): boolean => (MORE as readonly Tab[]).includes(tab);

/**
 * The lists one goes to less often. A choice of the browser's own, for keyboard and thumb alike; it
 * lies unseen over its words, because by itself it is as wide as its longest choice.
 */
export function MoreLists({ tab, counts }: { tab: Tab; counts: Counted }) {
  const { t, lang } = useTexts();
  const here = isMore(tab);
  // No channel has a reply window that could close: the list would be empty for ever.
  const lists = MORE.filter((name) => name !== "expired" || tab === name || counts.expired);
  return (
    <span className={here ? "more-lists is-here" : "more-lists"}>
      <span className="more-lists-now" aria-hidden>
        <span>{here ? t(`list.tab.${tab}`) : t("list.moreLists")}</span>
        {here && counts[tab] ? <span className="n">{number(counts[tab], lang)}</span> : null}
        <Icon name="chevron-down" size={12} />
      </span>
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
