import type { Conversation } from "../../../contract/types";
import type { Tab } from "../api/calls";
import { isMine, me } from "../app/me";
import { useClock } from "../live/clock";
import type { Departure } from "../live/departures";
import { usePending } from "../live/sending";
import { clock, untilWords } from "../texts/format";
import { type Translate, useTexts } from "../texts/i18n";
import { Icon } from "../ui/Icon";
import type { IconName } from "../ui/iconPaths";
import { clockWord, type Urgency, waitingSince } from "./rowClock";

const CHIPS: Record<Urgency, string> = {
  calm: "chip chip-bare",
  soon: "chip chip-warn",
  late: "chip chip-danger",
};

interface Props {
  chat: Conversation;
  departure: Departure | null;
  tab: Tab;
}

/** The one mark at the end of a row: why it leaves, who holds it, or how long someone waits. */
export function RowMark({ chat, departure, tab }: Props) {
  const { t, lang } = useTexts();
  const unsent = usePending().some((p) => p.conversationId === chat.id && p.state === "failed");
  if (departure) return <Leaving departure={departure} t={t} />;
  if (unsent) {
    return (
      <span className="chip chip-danger">
        <Icon name="alert-circle" size={12} />
        {t("list.notSent")}
      </span>
    );
  }
  if (chat.snoozedUntil) {
    const until = untilWords(chat.snoozedUntil, lang);
    return <Mark icon="alarm-snooze" words={t("list.snoozedUntil", { until })} />;
  }
  const word = chat.left ? (
    <Mark icon="user-off" words={t("list.left")} />
  ) : (
    <Waiting chat={chat} />
  );
  if (tab !== "all") return word;
  if (chat.state === "queued") {
    const { departmentName: department } = chat;
    const where = department ? t("list.inQueueOf", { department }) : undefined;
    return (
      <>
        {word}
        <span className="chip chip-bare" title={where}>
          <Icon name="stack-2" size={12} label={where ?? t("list.inQueue")} />
        </span>
      </>
    );
  }
  const holder = chat.assignee?.name;
  if (!holder || isMine(chat)) return word;
  return (
    <>
      {word}
      <Mark icon="user" title={holder} words={holder.split(" ")[0] ?? holder} />
    </>
  );
}

function Mark({ icon, words, title }: { icon: IconName; words: string; title?: string }) {
  return (
    <span className="chip chip-bare" title={title}>
      <Icon name={icon} size={12} />
      {words}
    </span>
  );
}

function leavingWords({ why, name, memberId }: Departure, t: Translate): string {
  switch (why) {
    case "moved":
      return t("list.gone");
    case "snoozed":
      return t("list.snoozed");
    case "requeued":
      return t("list.requeued");
    case "transferred":
      return name ? t("list.transferredTo", { name }) : t("list.transferred");
    case "resolved":
      return name ? t("list.resolvedBy", { name }) : t("list.resolved");
    case "taken":
      if (memberId === me().id) return t("list.takenByYou");
      return name ? t("list.takenBy", { name }) : t("list.taken");
  }
}

const LEAVING: Record<Departure["why"], IconName> = {
  taken: "user-check",
  resolved: "check",
  transferred: "switch-horizontal",
  requeued: "stack-2",
  snoozed: "alarm-snooze",
  moved: "user-off",
};

function Leaving({ departure, t }: { departure: Departure; t: Translate }) {
  return <Mark icon={LEAVING[departure.why]} words={leavingWords(departure, t)} />;
}

function Waiting({ chat }: { chat: Conversation }) {
  const { t, lang } = useTexts();
  const word = useClock((now) => clockWord(chat, now));
  const since = waitingSince(chat);
  if (!word || since === null) return null;
  const [urgency, span] = word.split("|") as [Urgency, string];
  const parts = [t("list.waitingSince", { time: clock(since, lang) })];
  if (chat.dueAt) {
    const key = urgency === "late" ? "list.dueMissed" : "list.dueBy";
    parts.push(t(key, { time: clock(chat.dueAt, lang) }));
  }
  return (
    <span className={CHIPS[urgency]} title={parts.join(", ")}>
      <Icon name={urgency === "late" ? "clock-exclamation" : "clock"} size={12} />
      {span}
      <span className="vh">, {parts.join(", ")}</span>
    </span>
  );
}
