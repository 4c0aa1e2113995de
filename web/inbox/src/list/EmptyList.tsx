import { lazy, Suspense } from "react";
import type { Tab } from "../api/calls";
import { me } from "../app/me";
import { go } from "../app/places";
import { useTexts } from "../texts/i18n";
import { Empty } from "../ui/Empty";
import { Guard } from "../ui/Guard";

const SetupCard = lazy(() => import("../settings/setup/SetupCard"));

/** What this list is for, and one thing to do. */
export function EmptyList({ tab, waiting }: { tab: Tab; waiting: number | undefined }) {
  const { t } = useTexts();
  if (tab === "mine") {
    return (
      <>
        {me().role === "admin" && (
          <Guard quiet>
            <Suspense fallback={null}>
              <SetupCard />
            </Suspense>
          </Guard>
        )}
        <Empty icon="messages" title={t("list.empty.mine")} lead={t("list.empty.mine.lead")}>
          <button type="button" className="btn btn-main" onClick={() => go({ tab: "queued" })}>
            {waiting ? t("list.empty.mine.act", { count: waiting }) : t("list.empty.mine.actNone")}
          </button>
        </Empty>
      </>
    );
  }
  if (tab === "queued") {
    return (
      <Empty icon="stack-2" title={t("list.empty.queued")} lead={t("list.empty.queued.lead")}>
        <button type="button" className="btn" onClick={() => go({ tab: "mine" })}>
          {t("list.empty.queued.act")}
        </button>
      </Empty>
    );
  }
  return <Empty icon="inbox" title={t("list.empty.all")} lead={t("list.empty.all.lead")} />;
}
