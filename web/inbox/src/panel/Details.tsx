import type { Conversation } from "../../../contract/types";
import { useClock } from "../live/clock";
import { clock, exactly, listTime, number, span, untilWords } from "../texts/format";
import { useTexts } from "../texts/i18n";
import { ContactCard } from "./ContactCard";
import { Copyable } from "./Copyable";
import { EarlierChats } from "./EarlierChats";
import { Fact } from "./Fact";
import { Identities } from "./Identities";
import { Labels } from "./Labels";
import { useContactCard } from "./useContactCard";

const seconds = (from?: string | null, to?: string | null): number | null =>
  from && to ? (Date.parse(to) - Date.parse(from)) / 1000 : null;

/** The contact, the labels, the facts of this conversation, and what there was before. */
export function Details({ chat }: { chat: Conversation }) {
  const { query, contact } = useContactCard(chat.contact.id);
  // Who it is takes a few lines or many: what stands below comes when that is known, and stays there.
  const settled = contact !== undefined || query.isError;
  return (
    <div className="panel-b" aria-busy={!settled}>
      <ContactCard key={chat.contact.id} chat={chat} />
      {settled && (
        <>
          <Labels chat={chat} />
          <Facts chat={chat} />
          <Identities contactId={chat.contact.id} />
          <EarlierChats chat={chat} />
        </>
      )}
    </div>
  );
}

function Facts({ chat }: { chat: Conversation }) {
  const { t, lang } = useTexts();
  const waited = seconds(chat.queuedAt, chat.firstAssignedAt);
  const answered = seconds(chat.firstAssignedAt, chat.answeredAt);
  const day = (at: string) => {
    const words = listTime(at, lang, Date.now());
    return words === clock(at, lang) ? words : `${words}, ${clock(at, lang)}`;
  };
  return (
    <section className="sec" aria-label={t("panel.conversation")}>
      <h3 className="sec-h">{t("panel.conversation")}</h3>
      <dl className="kv">
        <Fact name={t("panel.number")}>
          <Copyable text={`#${number(chat.number, lang)}`} copies={String(chat.number)} />
        </Fact>
        <Fact name={t("panel.topic")}>{chat.group ? chat.subject : null}</Fact>
        <Fact name={t("panel.assignee")}>
          {chat.assignee?.name ?? chat.lastHandlingAgent?.name ?? t("panel.nobody")}
        </Fact>
        <Fact name={t("panel.department")}>{chat.departmentName}</Fact>
        <Fact name={t("panel.priority")}>{t(`priority.${chat.priority}`)}</Fact>
        <Fact name={t("panel.started")} title={exactly(chat.startedAt, lang)}>
          {day(chat.startedAt)}
        </Fact>
        <Fact name={t("panel.waiting")}>
          <Waiting since={chat.waitingSince ?? null} />
        </Fact>
        <Fact name={t("panel.snoozed")}>
          {chat.snoozedUntil && untilWords(chat.snoozedUntil, lang)}
        </Fact>
        <Fact name={t("panel.waited")}>{waited === null ? null : span(waited)}</Fact>
        <Fact name={t("panel.answered")}>{answered === null ? null : span(answered)}</Fact>
        <Fact name={t("panel.reopened")}>
          {chat.reopenCount > 0 ? t("panel.times", { count: chat.reopenCount }) : null}
        </Fact>
        <Fact
          name={t("panel.resolved")}
          title={chat.resolvedAt ? exactly(chat.resolvedAt, lang) : undefined}
        >
          {chat.resolvedAt && chat.resolveCause !== "suspected" && day(chat.resolvedAt)}
        </Fact>
        <Fact
          name={t("panel.rating")}
          title={chat.rating ? exactly(chat.rating.at, lang) : undefined}
        >
          {chat.rating && t("panel.ratingOf", { score: chat.rating.score })}
        </Fact>
      </dl>
      {chat.rating?.comment && <p className="meta rating-said">{chat.rating.comment}</p>}
    </section>
  );
}

function Waiting({ since }: { since: string | null }) {
  const { t } = useTexts();
  const words = useClock((now) => (since ? span((now - Date.parse(since)) / 1000) : null));
  return <span className="num">{words ?? t("panel.nobodyWaits")}</span>;
}
