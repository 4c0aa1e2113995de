import type { Conversation } from "../../../contract/types";
import { address, follow, usePlace } from "../app/places";
import { exactly, listTime, number } from "../texts/format";
import { type Translate, useTexts } from "../texts/i18n";
import { channelIcon, channelName } from "../ui/channels";
import { Icon } from "../ui/Icon";
import { useContactChats } from "./useContactCard";

function words(chat: Conversation, t: Translate): string {
  const { subject, lastMessage } = chat;
  if (subject) return subject;
  if (lastMessage?.text) return lastMessage.text;
  return lastMessage?.attachments
    ? t("list.files", { count: lastMessage.attachments })
    : t("contact.chat", { number: chat.number });
}

/** What he has had with us besides this chat, as far as one may see it; each opens in the thread. */
export function EarlierChats({ chat }: { chat: Conversation }) {
  return <ContactChats contactId={chat.contact.id} without={chat.id} />;
}

interface Props {
  contactId: string;
  /** The one that is open beside. */
  without?: string;
}

export function ContactChats({ contactId, without }: Props) {
  const { t, lang } = useTexts();
  const title = t(without ? "contact.earlier" : "contact.conversations");
  const pages = useContactChats(contactId);
  const first = pages.data?.pages[0];
  const rows = pages.data?.pages.flatMap((page) => page.items) ?? [];
  const others = rows.filter((row) => row.id !== without);
  const seen = Math.max(0, (first?.seen ?? 0) - (without ? 1 : 0));
  const left = seen - others.length;
  const hidden = first ? first.total - first.seen : 0;
  if (pages.isError && rows.length === 0) {
    return (
      <section className="sec" aria-label={title}>
        <h3 className="sec-h">{title}</h3>
        <p className="meta muted" role="alert">
          {t("contact.earlierFailed")}{" "}
          <button type="button" className="btn-link" onClick={() => void pages.refetch()}>
            {t("thread.retry")}
          </button>
        </p>
      </section>
    );
  }
  return (
    <section className="sec" aria-label={title} aria-busy={pages.isPending}>
      <h3 className="sec-h">
        {title} <span className="muted num">{seen > 0 && number(seen, lang)}</span>
      </h3>
      {pages.isPending && <EarlierSkeleton />}
      {first && others.length === 0 && hidden === 0 && (
        <p className="meta muted">{t(without ? "contact.noEarlier" : "contact.noChats")}</p>
      )}
      <ul className="earlier">
        {others.map((row) => (
          <li key={row.id}>
            <EarlierRow chat={row} />
          </li>
        ))}
      </ul>
      {left > 0 && (
        <button
          type="button"
          className="btn-link"
          disabled={pages.isFetchingNextPage}
          onClick={() => void pages.fetchNextPage()}
        >
          {t("contact.more", { count: left })}
        </button>
      )}
      {hidden > 0 && <p className="meta muted">{t("contact.hidden", { count: hidden })}</p>}
    </section>
  );
}

function EarlierRow({ chat }: { chat: Conversation }) {
  const { t, lang } = useTexts();
  const { tab } = usePlace();
  const at = chat.resolvedAt ?? chat.startedAt;
  const to = address({ tab, chat: chat.id });
  const who = chat.assignee?.name ?? chat.lastHandlingAgent?.name;
  const rated = chat.rating && t("contact.rated", { score: chat.rating.score });
  const state = chat.state === "resolved" ? null : t(`state.${chat.state}`);
  return (
    <a href={to} className="earlier-row" onClick={(event) => follow(event, to)}>
      <Icon name={channelIcon(chat.channelKind)} label={channelName(chat.channelKind, t)} />
      <span className="earlier-b">
        <span className="ell" title={words(chat, t)}>
          {words(chat, t)}
        </span>
        <span className="meta muted ell">
          {[state, rated, who, chat.departmentName].filter(Boolean).join(", ")}
        </span>
      </span>
      <time className="meta muted" dateTime={at} title={exactly(at, lang)}>
        {listTime(at, lang, Date.now())}
      </time>
    </a>
  );
}

function EarlierSkeleton() {
  return (
    <div className="sk sk-late earlier-sk" aria-hidden="true">
      <i className="w-80" />
      <i className="w-40" />
      <i className="w-60" />
    </div>
  );
}
