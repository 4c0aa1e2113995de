import { useState } from "react";
import { follow, goTo } from "../app/places";
import { useTexts } from "../texts/i18n";
import { Icon } from "../ui/Icon";
import { found } from "./found";
import { type Mark, useMarks } from "./marks";
import { GROUPS, type PageGroup, pagePath, type SettingsPage } from "./pages";

interface Props {
  pages: SettingsPage[];
  here: string | null;
}

/** The pages at the left, in groups, and a search over their names and words in both languages. */
export function SettingsNav({ pages, here }: Props) {
  const { t } = useTexts();
  const [asked, setAsked] = useState("");
  const shown = found(pages, asked);
  const marks = useMarks();
  const groups = (Object.keys(GROUPS) as PageGroup[])
    .map((group) => ({ group, pages: shown.filter((page) => page.group === group) }))
    .filter((each) => each.pages.length > 0);
  return (
    <nav className="set-nav" aria-label={t("settings.title")} data-pane="pages" tabIndex={-1}>
      <header className="hd">
        <h1 className="phone-only">{t("settings.title")}</h1>
        <form
          className="set-search"
          onSubmit={(event) => {
            event.preventDefault();
            if (asked && shown[0]) goTo(pagePath(shown[0].id));
          }}
        >
          <Icon name="search" />
          <input
            type="search"
            value={asked}
            aria-label={t("settings.search")}
            placeholder={t("settings.search")}
            onChange={(event) => setAsked(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === "Escape") setAsked("");
            }}
          />
        </form>
      </header>
      <div className="set-pages">
        {groups.map(({ group, pages: of }) => (
          <div key={group}>
            <p className="set-pages-h" id={`group-${group}`}>
              {t(GROUPS[group])}
            </p>
            <ul aria-labelledby={`group-${group}`}>
              {of.map((page) => (
                <li key={page.id}>
                  <a
                    className="set-link"
                    href={pagePath(page.id)}
                    aria-current={page.id === here ? "page" : undefined}
                    data-pane-entry={page.id === here ? "" : undefined}
                    onClick={(event) => follow(event, pagePath(page.id))}
                  >
                    <Icon name={page.icon} />
                    <span className="grow">{t(page.title)}</span>
                    <MarkOf mark={marks[page.id]} />
                  </a>
                </li>
              ))}
            </ul>
          </div>
        ))}
        {groups.length === 0 && (
          <p className="set-none" role="status">
            {t("settings.search.none", { words: asked })}
          </p>
        )}
      </div>
    </nav>
  );
}

function MarkOf({ mark }: { mark: Mark | undefined }) {
  if (!mark?.words) return null;
  return <span className={mark.tone ? "set-mark is-warn" : "set-mark"}>{mark.words}</span>;
}
