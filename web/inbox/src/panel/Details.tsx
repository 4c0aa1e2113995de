import type { ReactNode } from "react";
import type { Conversation } from "../../../contract/types";
import { useClock } from "../live/clock";
import { clock, exactly, listTime, number, span, zone } from "../texts/format";
import { useTexts } from "../texts/i18n";
import { Avatar } from "../ui/Avatar";
import { channelName, spokenAddress } from "../ui/channels";
import { Icon } from "../ui/Icon";
import { Copyable } from "./Copyable";

/** A fact with its name; nothing at all when there is none. */
function Fact({ name, title, children }: { name: string; title?: string; children: ReactNode }) {
  if (children === null || children === undefined || children === "") return null;
  return (
    <>
      <dt>{name}</dt>
      <dd title={title}>{children}</dd>
    </>
  );
}

const seconds = (from?: string | null, to?: string | null): number | null =>
  from && to ? (Date.parse(to) - Date.parse(from)) / 1000 : null;

export function Details({ chat }: { chat: Conversation }) {
  return (
    <div className="panel-b">
      <Person chat={chat} />
      <Facts chat={chat} />
      <Labels labels={chat.labels ?? []} />
    </div>
  );
}

function Person({ chat }: { chat: Conversation }) {
  const { t } = useTexts();
  const address = spokenAddress(chat.address);
  return (
    <section className="sec" aria-label={t("panel.contact")}>
      <div className="person">
        <Avatar name={chat.contact.name} size={48} channel={chat.channelKind} />
        <span className="grow">
          <b className="nm">{chat.contact.name}</b>
          {chat.left && (
            <span className="meta muted">
              <Icon name="user-off" size={12} /> {t("panel.visitorLeft")}
            </span>
          )}
        </span>
      </div>
      <dl className="kv">
        <Fact name={t("panel.channel")}>
          {chat.channelName ?? channelName(chat.channelKind, t)}
        </Fact>
        <Fact name={t("panel.address")}>{address && <Copyable text={address} />}</Fact>
        <Fact name={t("panel.localTime")}>
          <LocalTime />
        </Fact>
      </dl>
    </section>
  );
}

function LocalTime() {
  const { lang } = useTexts();
  const time = useClock((now) => `${clock(now, lang)} ${zone(new Date(now), lang)}`);
  return <span className="num">{time}</span>;
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
        <Fact name={t("panel.assignee")}>
          {chat.assignee?.name ?? chat.lastHandlingAgent?.name ?? t("panel.nobody")}
        </Fact>
        <Fact name={t("panel.department")}>{chat.departmentName}</Fact>
        <Fact name={t("panel.priority")}>{t(`priority.${chat.priority}`)}</Fact>
        <Fact name={t("panel.started")} title={exactly(chat.startedAt, lang)}>
          {day(chat.startedAt)}
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
          {chat.resolvedAt && day(chat.resolvedAt)}
        </Fact>
      </dl>
    </section>
  );
}

function Labels({ labels }: { labels: readonly string[] }) {
  const { t } = useTexts();
  if (labels.length === 0) return null;
  return (
    <section className="sec" aria-label={t("panel.labels")}>
      <h3 className="sec-h">{t("panel.labels")}</h3>
      <div className="labels">
        {labels.map((label) => (
          <span className="chip" key={label}>
            {label}
          </span>
        ))}
      </div>
    </section>
  );
}
