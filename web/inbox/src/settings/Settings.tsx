import { Suspense, useEffect } from "react";
import type { AreaProps } from "../app/areas";
import { me } from "../app/me";
import { follow, goTo } from "../app/places";
import { useNarrow } from "../app/useWide";
import { Themed } from "../overlays/Themed";
import { useTexts } from "../texts/i18n";
import { Empty } from "../ui/Empty";
import { Guard } from "../ui/Guard";
import { FormSkeleton } from "./kit/Loaded";
import { PageFrame } from "./kit/PageFrame";
import { pagePath, pagesFor } from "./pages";
import { SettingsNav } from "./SettingsNav";
import "../texts/settings";
import "./kit/mantine";
import "./settings.css";

/** /settings: the list of pages, and the one that is open. Each sees the pages of his role. */
export default function Settings({ path }: AreaProps) {
  const { t } = useTexts();
  const narrow = useNarrow();
  const pages = pagesFor(me().role);
  const [id = null, item = null] = path;
  const first = pages[0];
  useEffect(() => {
    if (!id && !narrow && first) goTo(pagePath(first.id), { replace: true });
  }, [id, narrow, first]);
  const page = pages.find((each) => each.id === id);
  return (
    <Themed>
      <div className="settings" data-page={id ? "open" : "none"}>
        <SettingsNav pages={pages} here={id} />
        <main className="set-main" id="area" tabIndex={-1} data-pane="page">
          {page && (
            <Guard key={page.id}>
              <Suspense
                fallback={
                  <PageFrame page={page}>
                    <FormSkeleton />
                  </PageFrame>
                }
              >
                <page.Component key={item} page={page} item={item} />
              </Suspense>
            </Guard>
          )}
          {id && !page && (
            <Empty icon="settings" title={t("settings.noPage")} lead={t("settings.noPage.lead")}>
              <a className="btn" href="/settings" onClick={(event) => follow(event, "/settings")}>
                {t("settings.toList")}
              </a>
            </Empty>
          )}
        </main>
      </div>
    </Themed>
  );
}
