import { useMemo, useRef } from "react";
import { goTo } from "../app/places";
import { toast } from "../app/toasts";
import { useMinute } from "../live/clock";
import { exactly } from "../texts/format";
import { useTexts, t as words } from "../texts/i18n";
import { Broken } from "../ui/Broken";
import { Empty } from "../ui/Empty";
import { Icon } from "../ui/Icon";
import { RowSkeletons } from "../ui/Skeletons";
import { ago } from "./ago";
import { countFrom, isHidden, isUnread, useBellStamp, useEntries, useUnread } from "./bell";
import { type Entry, readThese, readUpTo } from "./calls";
import { openEntry } from "./opening";
import { KIND_ICONS, sentence } from "./sentence";
import { useBellPages } from "./Watch";

interface Props {
  onClose: () => void;
  onPhone?: boolean;
}

const newestFirst = (a: Entry, b: Entry): number =>
  b.at.localeCompare(a.at) || b.id.localeCompare(a.id);

/** The bell's entries, the newest above, what is unread in bold. */
export function BellList({ onClose, onPhone = false }: Props) {
  const { t } = useTexts();
  const pages = useBellPages();
  const all = useEntries();
  const unread = useUnread();
  useBellStamp();
  const page = pages.data?.pages.at(-1);
  const bound = page?.nextCursor ? page.last : null;
  const shown = useMemo(
    () =>
      all
        .filter((entry) => entry.bell && (!bound || newestFirst(entry, bound) <= 0))
        .sort(newestFirst),
    [all, bound],
  );
  const newest = shown[0];
  const panel = useRef<HTMLDivElement>(null);
  const readAll = async (newestId: string) => {
    // The button goes away: who pressed it stays here.
    panel.current?.focus();
    await told(() => readUpTo(newestId));
  };
  return (
    <div className="bell-b" ref={panel} tabIndex={-1}>
      <div className="bell-h">
        <h2>{t("bell.title")}</h2>
        <span className="grow" />
        {unread > 0 && newest && (
          <button
            type="button"
            className="btn btn-small btn-plain"
            onClick={() => void readAll(newest.id)}
          >
            {t("bell.readAll")}
          </button>
        )}
        <button
          type="button"
          className="ib ib-small"
          aria-label={t("bell.settings")}
          data-tip={t("bell.settings")}
          onClick={() => {
            onClose();
            goTo("/settings/notifications");
          }}
        >
          <Icon name="settings" />
        </button>
        {onPhone && (
          <button
            type="button"
            className="ib ib-small"
            aria-label={t("message.close")}
            onClick={onClose}
          >
            <Icon name="x" />
          </button>
        )}
      </div>
      {pages.isPending && <RowSkeletons late />}
      {pages.isError && shown.length === 0 && (
        <Broken
          title={t("bell.error")}
          lead={t("bell.error.lead")}
          error={pages.error}
          onRetry={() => void pages.refetch()}
        />
      )}
      {pages.isSuccess && shown.length === 0 && (
        <Empty icon="bell" title={t("bell.empty")} lead={t("bell.empty.lead")} />
      )}
      <ul className="bell-l">
        {shown.map((entry) => (
          <Row key={entry.id} entry={entry} onClose={onClose} />
        ))}
        {pages.hasNextPage && (
          <li className="bell-more">
            <button
              type="button"
              className="btn btn-small"
              disabled={pages.isFetchingNextPage}
              onClick={() => void pages.fetchNextPage()}
            >
              {t("bell.older")}
            </button>
          </li>
        )}
      </ul>
    </div>
  );
}

async function told(act: () => Promise<{ unread: number }>): Promise<void> {
  try {
    countFrom((await act()).unread);
  } catch {
    toast({ text: words("bell.notRead"), tone: "warn" });
  }
}

function Row({ entry, onClose }: { entry: Entry; onClose: () => void }) {
  const { t, lang } = useTexts();
  const now = useMinute();
  const unread = isUnread(entry);
  const hidden = isHidden(entry);
  return (
    <li>
      <button
        type="button"
        className="bell-row"
        data-unread={unread ? "" : undefined}
        data-kind={entry.kind}
        onClick={() => {
          if (unread) void told(() => readThese([entry.id]));
          onClose();
          openEntry(entry);
        }}
      >
        <span className="bell-i">
          <Icon name={KIND_ICONS[entry.kind]} />
        </span>
        <span className="bell-w">
          <span className="bell-s">
            {sentence(entry, t)}
            {unread && <span className="vh"> {t("bell.isUnread")}</span>}
          </span>
          <span className="meta muted">
            <time dateTime={entry.at} title={exactly(entry.at, lang)}>
              {ago(entry.at, lang, now)}
            </time>
            {hidden && ` · ${t("bell.hidden")}`}
          </span>
        </span>
        {unread && <i className="bell-dot" aria-hidden="true" />}
      </button>
    </li>
  );
}
