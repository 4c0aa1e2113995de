import { Suspense, useCallback, useEffect, useRef, useState } from "react";
import type { Tab } from "../api/calls";
import { intend } from "../app/intents";
import { lazily } from "../app/late";
import { filterCount, type Looking } from "../app/looking";
import { mayResolve, me } from "../app/me";
import { usePlace } from "../app/places";
import { useNarrow } from "../app/useWide";
import { BellButton } from "../notify/BellButton";
import { AwayStrip } from "../presence/AwayStrip";
import { useTexts } from "../texts/i18n";
import { Broken } from "../ui/Broken";
import { Called } from "../ui/Called";
import { Guard } from "../ui/Guard";
import { Icon } from "../ui/Icon";
import { RowSkeletons } from "../ui/Skeletons";
import { Arrivals } from "./Arrivals";
import { EmptyList } from "./EmptyList";
import { ExpiredStrip } from "./ExpiredStrip";
import { FilterChips } from "./FilterChips";
import { LeftDivider } from "./LeftDivider";
import { ListFoot } from "./ListFoot";
import { ListGrip } from "./ListGrip";
import { LiveMark } from "./LiveMark";
import { LiveStrip } from "./LiveStrip";
import { MoreLists } from "./MoreLists";
import { matchOf } from "./matches";
import { Row } from "./Row";
import { SearchField } from "./SearchField";
import { beginChoosing, stopChoosing, toggle, useSelection } from "./selection";
import { useSettled } from "./settled";
import { Tabs } from "./Tabs";
import { useFocusKept } from "./useFocusKept";
import { useHeld } from "./useHeld";
import type { Counted, useList } from "./useList";
import { useListKeys } from "./useListKeys";
import "./find.css";
import "./list.css";
import "./row.css";

interface Props {
  list: ReturnType<typeof useList>;
  counts: Counted;
  /** The first screen has been drawn. */
  quiet: boolean;
}

const ChannelAlarm = lazily(() => import("../settings/channels/ChannelAlarm"));
const SelectionBar = lazily(() => import("./SelectionBar"));
const FilterPanel = lazily(() => import("./FilterPanel"));

/** The left pane: one of the lists, live, in an order that stands still under the hand. */
export function ListPane({ list, counts, quiet }: Props) {
  const { t } = useTexts();
  const { tab, chat, looking } = usePlace();
  const { pages, rows, complete } = list;
  const set = filterCount(looking);
  const [filtering, setFiltering] = useState(false);
  const filterButton = useRef<HTMLButtonElement>(null);
  const alone = useNarrow() && chat === null;
  const scroller = useRef<HTMLDivElement>(null);
  const { held, hands } = useHeld();
  // What the first page brings is no arrival: the list begins with it, also under a hand.
  const listKey = `${tab} ${list.key} ${pages.isSuccess}`;
  const { settled, arrivals, release } = useSettled(rows, held, listKey);
  useListKeys(scroller, settled, chat);
  const chosen = useSelection();
  // What is chosen stands in this list; another one begins anew.
  // biome-ignore lint/correctness/useExhaustiveDependencies: at every change of the list
  useEffect(() => stopChoosing, [tab, list.key]);
  useFocusKept(scroller, chosen !== null);
  const order = useRef<string[]>([]);
  order.current = settled.map((row) => row.id);
  const onPick = useCallback(
    (id: string, range: boolean) => toggle(id, range ? order.current : null),
    [],
  );
  const focusId = settled.some((row) => row.id === chat) ? chat : settled[0]?.id;
  const firstLeft = tab === "queued" ? settled.find((row) => row.chat.left)?.id : undefined;
  return (
    <section
      className="list"
      role={alone ? "main" : undefined}
      aria-label={t("list.title")}
      data-pane="list"
      tabIndex={-1}
    >
      <header className="hd">
        <h1>
          <span className="wide-only">{t("list.inbox")}</span>
          <span className="phone-only">{t(`list.tab.${tab}`)}</span>
        </h1>
        <Arrivals
          count={arrivals}
          below={tab === "queued"}
          onShow={() => {
            release();
            requestAnimationFrame(() => {
              const { current: list } = scroller;
              list?.scrollTo({ top: tab === "queued" ? list.scrollHeight : 0 });
            });
          }}
        />
        <LiveMark />
        <button
          type="button"
          className="ib"
          aria-label={t("list.start")}
          data-tip={t("list.start")}
          data-tip-keys="C"
          onClick={() => intend("start.open", null)}
        >
          <Icon name="pencil" size={20} />
        </button>
        <BellButton place="list" />
      </header>
      <div className="find">
        <SearchField />
        <span className="phone-only">
          <MoreLists tab={tab} counts={counts} />
        </span>
        <button
          type="button"
          className="ib"
          aria-label={t("select.begin")}
          aria-pressed={chosen !== null}
          data-tip={t("select.begin")}
          data-tip-keys="X"
          data-testid="select-button"
          onClick={() => (chosen ? stopChoosing() : beginChoosing())}
        >
          <Icon name="list-check" size={20} />
        </button>
        <button
          type="button"
          ref={filterButton}
          className="ib"
          aria-label={set > 0 ? `${t("filter.open")}, ${set}` : t("filter.open")}
          aria-expanded={filtering}
          data-tip={t("filter.open")}
          data-testid="filter-button"
          onClick={() => setFiltering((open) => !open)}
        >
          <Icon name="adjustments-horizontal" size={20} />
          {set > 0 && <span className="count">{set}</span>}
        </button>
      </div>
      <Tabs tab={tab} counts={counts} />
      <FilterChips
        looking={looking}
        includesResolved={tab === "all" && list.includesResolved}
        narrowDown={list.narrowDown}
      />
      {filtering && (
        <Called onLost={() => setFiltering(false)}>
          <FilterPanel
            onClose={() => {
              setFiltering(false);
              filterButton.current?.focus();
            }}
          />
        </Called>
      )}
      <LiveStrip />
      <AwayStrip />
      {quiet && me().role === "admin" && (
        <Guard instead={null}>
          <Suspense fallback={null}>
            <ChannelAlarm />
          </Suspense>
        </Guard>
      )}
      {tab === "expired" && settled.some((row) => !row.departure && mayResolve(row.chat)) && (
        <ExpiredStrip />
      )}
      <div className="rows" ref={scroller} {...hands} data-testid="rows">
        {settled.length > 0 && (
          // biome-ignore lint/a11y/noRedundantRoles: without its dots it is no list to some readers
          <ul role="list" className="row-list" aria-label={t(`list.tab.${tab}`)}>
            {settled.map(({ id, chat: row, departure }) => (
              <li key={id}>
                {id === firstLeft && <LeftDivider count={counts.left} />}
                <Row
                  chat={row}
                  departure={departure}
                  tab={tab}
                  match={matchOf(list.key, id)}
                  selected={id === chat}
                  picked={chosen?.has(id) ?? null}
                  onPick={onPick}
                  focusable={id === focusId}
                />
              </li>
            ))}
          </ul>
        )}
        <ListBody
          tab={tab}
          looking={looking}
          pages={pages}
          empty={settled.length === 0}
          waiting={counts.queued}
        />
        {settled.length > 0 && <ListFoot pages={pages} complete={complete} />}
      </div>
      {chosen && (
        <Called onLost={stopChoosing}>
          <SelectionBar rows={settled} />
        </Called>
      )}
      <ListGrip />
    </section>
  );
}

interface BodyProps {
  tab: Tab;
  looking: Looking;
  pages: Props["list"]["pages"];
  empty: boolean;
  waiting: number | undefined;
}

/** What stands in the place of rows when there are none. */
function ListBody({ tab, looking, pages, empty, waiting }: BodyProps) {
  const { t } = useTexts();
  if (!empty) return null;
  if (pages.isSuccess) return <EmptyList tab={tab} looking={looking} waiting={waiting} />;
  if (pages.isError) {
    return (
      <Broken
        title={t("list.error")}
        lead={t("list.error.lead")}
        error={pages.error}
        onRetry={() => void pages.refetch()}
      />
    );
  }
  return (
    <>
      <span className="vh" role="status">
        {t("app.loading")}
      </span>
      <RowSkeletons late />
    </>
  );
}
