import { Suspense } from "react";
import type { Tab } from "../api/calls";
import { lazily } from "../app/late";
import { isLooking, type Looking, NOTHING } from "../app/looking";
import { me } from "../app/me";
import { go } from "../app/places";
import { useTexts } from "../texts/i18n";
import { Empty } from "../ui/Empty";
import { Guard } from "../ui/Guard";
import type { IconName } from "../ui/iconPaths";
import { isMore } from "./MoreLists";

const SetupCard = lazily(() => import("../settings/setup/SetupCard"));

/** What this list is for, and one thing to do. */
interface Props {
  tab: Tab;
  looking: Looking;
  waiting: number | undefined;
}

const ICONS = {
  unanswered: "clock-exclamation",
  snoozed: "alarm-snooze",
  mentions: "at",
  expired: "clock",
  archive: "archive",
  spam: "ban",
  suspected: "alert-triangle",
} as const satisfies Record<string, IconName>;

export function EmptyList({ tab, looking, waiting }: Props) {
  const { t } = useTexts();
  if (isLooking(looking)) {
    return (
      <Empty icon="search" title={t("list.noMatch")} lead={t("list.noMatch.lead")}>
        <button type="button" className="btn" onClick={() => go({ looking: NOTHING })}>
          {t(looking.q ? "list.noMatch.clearAll" : "filter.clear")}
        </button>
      </Empty>
    );
  }
  if (tab === "mine") {
    return (
      <>
        {me().role === "admin" && (
          <Guard instead={null}>
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
  if (isMore(tab) && tab in ICONS) {
    const name = tab as keyof typeof ICONS;
    return (
      <Empty
        icon={ICONS[name]}
        title={t(`list.empty.${name}`)}
        lead={t(`list.empty.${name}.lead`)}
      />
    );
  }
  return <Empty icon="inbox" title={t("list.empty.all")} lead={t("list.empty.all.lead")} />;
}
