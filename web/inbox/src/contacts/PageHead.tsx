import type { ReactNode } from "react";
import { usePageName } from "../app/pageName";
import { follow } from "../app/places";
import { useTexts } from "../texts/i18n";
import { Icon } from "../ui/Icon";

/** The header of what is open beside the list; on a narrow screen with the way back to it. */
export function PageHead({ title, children }: { title: string; children?: ReactNode }) {
  const { t } = useTexts();
  usePageName(title);
  return (
    <header className="hd set-hd">
      <a
        className="ib ib-small set-back"
        href="/contacts"
        aria-label={t("contacts.back")}
        onClick={(event) => follow(event, "/contacts")}
      >
        <Icon name="arrow-left" />
      </a>
      <h1 className="ell" title={title}>
        {title}
      </h1>
      <span className="grow" />
      {children}
    </header>
  );
}
