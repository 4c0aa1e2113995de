import { type MouseEvent, memo } from "react";
import type { Conversation, SearchMatch } from "../../../contract/types";
import type { Tab } from "../api/calls";
import { isMine } from "../app/me";
import { address, go, place } from "../app/places";
import { useMinute } from "../live/clock";
import type { Departure } from "../live/departures";
import { useHasDraft } from "../live/hooks";
import { exactly, listTime } from "../texts/format";
import { useTexts } from "../texts/i18n";
import { Avatar } from "../ui/Avatar";
import { channelName } from "../ui/channels";
import { Icon } from "../ui/Icon";
import { LabelDot } from "../ui/LabelChip";
import { priorityIcon } from "../ui/priorities";
import { Marked } from "./Marked";
import { RowMark } from "./RowMark";
import { RowMatch } from "./RowMatch";
import { RowText } from "./RowText";

interface Props {
  chat: Conversation;
  departure: Departure | null;
  tab: Tab;
  /** Why it was found, in a search. */
  match: SearchMatch | undefined;
  selected: boolean;
  focusable: boolean;
  /** Whether it is chosen; null while rows are opened instead. */
  picked: boolean | null;
  onPick: (id: string, range: boolean) => void;
}

function plainClick(event: MouseEvent): boolean {
  return event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
}

function Flag({ chat }: { chat: Conversation }) {
  const { t } = useTexts();
  const { priority } = chat;
  if (priority === "normal") return null;
  return <Icon name={priorityIcon(priority)} size={12} label={t(`list.priority.${priority}`)} />;
}

/** Something has been begun here and not sent. */
function DraftMark() {
  const { t } = useTexts();
  return <Icon name="pencil" size={12} label={t("list.draft")} />;
}

/** Dots alone where there is little room; the words are there for those who ask. */
function RowLabels({ chat }: { chat: Conversation }) {
  const labels = chat.labels ?? [];
  if (labels.length === 0) return null;
  const names = labels.map(({ name }) => name).join(", ");
  return (
    <span className="row-labels" title={names}>
      {labels.slice(0, 3).map(({ id, color }) => (
        <LabelDot key={id} color={color} />
      ))}
      <span className="vh">, {names}</span>
    </span>
  );
}

/** One chat in a list: who, the last line, the time, and what is due. It opens the chat, or is chosen. */
export const Row = memo(function Row(props: Props) {
  const { chat, departure, tab, match, selected, focusable, picked, onPick } = props;
  const unread = !departure && chat.unread > 0 && (isMine(chat) || chat.state === "queued");
  const choosing = picked !== null && !departure;
  const classes = [
    "row",
    unread && "is-unread",
    selected && !choosing && "is-selected",
    departure && "is-gone",
    choosing && "row-pick",
  ];
  const shared = {
    className: classes.filter(Boolean).join(" "),
    "data-chat": chat.id,
    tabIndex: focusable ? 0 : -1,
  };
  if (choosing) {
    return (
      // biome-ignore lint/a11y/useSemanticElements: a whole row that can be ticked
      <button
        {...shared}
        type="button"
        role="checkbox"
        aria-checked={picked}
        onClick={(event) => onPick(chat.id, event.shiftKey)}
      >
        <span className="tick" aria-hidden="true">
          <Icon name="check" />
        </span>
        <RowBody {...props} unread={unread} />
      </button>
    );
  }
  return (
    <a
      {...shared}
      href={address({ ...place(), tab, chat: chat.id, at: match?.messageId ?? null })}
      aria-current={selected ? "true" : undefined}
      onClick={(event) => {
        if (!plainClick(event)) return;
        event.preventDefault();
        go({ chat: chat.id, at: match?.messageId ?? null });
      }}
    >
      <Avatar name={chat.contact.name} channel={chat.channelKind} />
      <RowBody {...props} unread={unread} />
    </a>
  );
});

function RowBody({ chat, departure, tab, match, unread }: Props & { unread: boolean }) {
  const { t, lang } = useTexts();
  const now = useMinute();
  const drafted = useHasDraft(chat.id);
  const at = chat.lastMessage?.at ?? chat.startedAt;
  return (
    <span className="row-b">
      <span className="row-l">
        <span className="row-n">
          <span className="ell" title={chat.contact.name}>
            {match ? <Marked parts={match.name} /> : chat.contact.name}
          </span>
          <span className="vh">, {channelName(chat.channelKind, t)}</span>
          <Flag chat={chat} />
        </span>
        <time dateTime={at} title={exactly(at, lang)}>
          {listTime(at, lang, now)}
        </time>
      </span>
      <span className="row-l">
        {drafted && <DraftMark />}
        {match?.messageId ? <RowMatch match={match} /> : <RowText chat={chat} />}
        <span className="row-s">
          <RowLabels chat={chat} />
          <RowMark chat={chat} departure={departure} tab={tab} />
          {unread && (
            <span className="count" title={t("list.unread", { count: chat.unread })}>
              <span aria-hidden="true">{chat.unread > 99 ? "99+" : chat.unread}</span>
              <span className="vh">, {t("list.unread", { count: chat.unread })}</span>
            </span>
          )}
        </span>
      </span>
    </span>
  );
}
