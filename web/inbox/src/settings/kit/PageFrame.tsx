import type { ReactNode } from "react";
import { usePageName } from "../../app/pageName";
import { follow } from "../../app/places";
import { useTexts } from "../../texts/i18n";
import { Icon } from "../../ui/Icon";
import { GROUPS, pagePath, type SettingsPage } from "../pages";

interface Props {
  page: SettingsPage;
  /** What is open within the page, by name: the trail then leads back to the page. */
  item?: string;
  /** At the right of the header: the page's own buttons. */
  actions?: ReactNode;
  /** For whom this counts and from when, in one sentence. */
  lead?: ReactNode;
  wide?: boolean;
  children: ReactNode;
}

/** A page of the settings: where one is, what one can do there, and what stands in it. */
export function PageFrame({ page, item, actions, lead, wide, children }: Props) {
  const { t } = useTexts();
  usePageName(item ?? t(page.title));
  const back = item ? pagePath(page.id) : "/settings";
  return (
    <>
      <header className="hd set-hd">
        <a
          className={item ? "ib ib-small" : "ib ib-small set-back"}
          href={back}
          aria-label={item ? t("settings.backTo", { page: t(page.title) }) : t("settings.back")}
          onClick={(event) => follow(event, back)}
        >
          <Icon name="arrow-left" />
        </a>
        <span className="set-trail">
          {item ? (
            <a className="muted wide-only" href={back} onClick={(event) => follow(event, back)}>
              {t(page.title)}
            </a>
          ) : (
            <span className="muted wide-only">{t(GROUPS[page.group])}</span>
          )}
          <span className="muted wide-only">
            <Icon name="chevron-right" size={12} />
          </span>
          <h1 className="ell" title={item ?? t(page.title)}>
            {item ?? t(page.title)}
          </h1>
        </span>
        <span className="grow" />
        {actions}
      </header>
      <div className="set-body">
        <div className={wide ? "set-column is-wide" : "set-column"}>
          {lead && (
            <p className="set-lead">
              <Icon name="info-circle" />
              <span>{lead}</span>
            </p>
          )}
          {children}
        </div>
      </div>
    </>
  );
}
