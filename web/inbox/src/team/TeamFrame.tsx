import type { ReactNode } from "react";
import { usePageName } from "../app/pageName";
import { follow } from "../app/places";
import { useTexts } from "../texts/i18n";
import { Icon } from "../ui/Icon";

interface Props {
  title: string;
  /** Where the way back leads; none on the first page. */
  back?: string;
  actions?: ReactNode;
  children: ReactNode;
}

/** A page about the team: its header, and what stands below. */
export function TeamFrame({ title, back, actions, children }: Props) {
  const { t } = useTexts();
  usePageName(title);
  return (
    <main className="team set-main" id="area" tabIndex={-1} data-pane="page">
      <header className="hd set-hd">
        {back && (
          <a
            className="ib ib-small"
            href={back}
            aria-label={t("team.back")}
            onClick={(event) => follow(event, back)}
          >
            <Icon name="arrow-left" />
          </a>
        )}
        <h1 className="ell" title={title}>
          {title}
        </h1>
        <span className="grow" />
        {actions}
      </header>
      <div className="set-body">
        <div className="set-column is-wide">{children}</div>
      </div>
    </main>
  );
}
