import type { Tab } from "../api/calls";
import { address, go } from "../app/places";
import { number } from "../texts/format";
import { useTexts } from "../texts/i18n";
import { MoreLists } from "./MoreLists";
import type { Counted } from "./useList";

export const TABS: readonly Tab[] = ["mine", "queued", "all"];

/** The lists as links, so that one can be opened in a tab of its own. */
export function Tabs({ tab, counts }: { tab: Tab; counts: Counted }) {
  const { t, lang } = useTexts();
  return (
    <nav className="tabs" aria-label={t("list.tabs")}>
      {TABS.map((name) => (
        <a
          key={name}
          href={address({ tab: name, chat: null })}
          aria-current={name === tab ? "page" : undefined}
          onClick={(event) => {
            if (event.metaKey || event.ctrlKey || event.shiftKey) return;
            event.preventDefault();
            go({ tab: name });
          }}
        >
          {t(`list.tab.${name}`)}
          {counts[name] !== undefined && <span className="n">{number(counts[name], lang)}</span>}
        </a>
      ))}
      <MoreLists tab={tab} counts={counts} />
    </nav>
  );
}
