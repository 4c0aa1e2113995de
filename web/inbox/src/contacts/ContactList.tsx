import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useEffect, useState, useSyncExternalStore } from "react";
import type { Contact } from "../../../contract/types";
import { getContacts, getSuggestions } from "../api/contacts";
import { me } from "../app/me";
import { follow } from "../app/places";
import { contacts } from "../live/stores";
import { useTexts } from "../texts/i18n";
import { Avatar } from "../ui/Avatar";
import { Broken } from "../ui/Broken";
import { Empty } from "../ui/Empty";
import { Icon } from "../ui/Icon";
import { spokenPhone } from "../ui/phones";
import { RowSkeletons } from "../ui/Skeletons";
import { nameOf } from "./names";

/** Time in which the next letter is waited for, in milliseconds. */
const PAUSE = 200;

/** At the left: a search, and whom it finds; the newest first. */
export function ContactList({ here }: { here: string | null }) {
  const { t } = useTexts();
  const [text, setText] = useState("");
  const [asked, setAsked] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => setAsked(text.trim()), PAUSE);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <nav className="set-nav" aria-label={t("contacts.title")} data-pane="pages" tabIndex={-1}>
      <header className="hd">
        <h1 className="phone-only">{t("contacts.title")}</h1>
        <div className="set-search">
          <Icon name="search" />
          <input
            type="search"
            value={text}
            maxLength={200}
            aria-label={t("contacts.search")}
            placeholder={t("contacts.search.hint")}
            onChange={(event) => setText(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === "Escape") setText("");
            }}
          />
        </div>
        <a
          className="ib"
          href="/contacts/new"
          aria-label={t("contacts.add")}
          data-tip={t("contacts.add")}
          onClick={(event) => follow(event, "/contacts/new")}
        >
          <Icon name="plus" />
        </a>
      </header>
      {me().role === "admin" && <Alike here={here} />}
      <Rows asked={asked} here={here} onClear={() => setText("")} />
    </nav>
  );
}

/** The way to the pairs that may be one person, while there are any. */
function Alike({ here }: { here: string | null }) {
  const { t } = useTexts();
  const query = useQuery({
    queryKey: ["mergeSuggestions", null],
    queryFn: ({ signal }) => getSuggestions(null, signal),
  });
  const count = query.data?.items.length ?? 0;
  if (count === 0) return null;
  return (
    <a
      className="strip"
      href="/contacts/suggestions"
      aria-current={here === "suggestions" ? "page" : undefined}
      onClick={(event) => follow(event, "/contacts/suggestions")}
    >
      <Icon name="users" />
      <span className="grow">
        {query.data?.nextCursor
          ? t("contacts.alike.many", { count })
          : t("contacts.alike", { count })}
      </span>
      <Icon name="chevron-right" />
    </a>
  );
}

interface RowsProps {
  asked: string;
  here: string | null;
  onClear: () => void;
}

function Rows({ asked, here, onClear }: RowsProps) {
  const { t } = useTexts();
  const pages = useInfiniteQuery({
    queryKey: ["contactList", asked],
    initialPageParam: null as string | null,
    queryFn: async ({ pageParam, signal }) => {
      const page = await getContacts(asked, pageParam, signal);
      for (const contact of page.items) contacts.take(contact);
      return page;
    },
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: (before) => before,
  });
  if (pages.isPending) return <RowSkeletons late />;
  if (pages.isError && !pages.data)
    return (
      <Broken
        title={t("contacts.failed")}
        lead={t("contacts.failed.lead")}
        error={pages.error}
        onRetry={() => void pages.refetch()}
      />
    );
  const rows = pages.data?.pages.flatMap((page) => page.items) ?? [];
  if (rows.length === 0 && asked)
    return (
      <Empty icon="search" title={t("contacts.notFound")} lead={t("contacts.notFound.lead")}>
        <button type="button" className="btn" onClick={onClear}>
          {t("search.clear")}
        </button>
      </Empty>
    );
  if (rows.length === 0)
    return (
      <Empty icon="users" title={t("contacts.empty")} lead={t("contacts.empty.lead")}>
        <a className="btn" href="/contacts/new" onClick={(event) => follow(event, "/contacts/new")}>
          {t("contacts.add")}
        </a>
      </Empty>
    );
  return (
    <ul className="set-pages contact-rows">
      {rows.map((row) => (
        <li key={row.id}>
          <Row row={row} here={row.id === here} />
        </li>
      ))}
      {pages.hasNextPage && (
        <li>
          <button
            type="button"
            className="btn contact-more"
            disabled={pages.isFetchingNextPage}
            onClick={() => void pages.fetchNextPage()}
          >
            {t("contacts.more")}
          </button>
        </li>
      )}
    </ul>
  );
}

function Row({ row, here }: { row: Contact; here: boolean }) {
  const { t } = useTexts();
  const live = useSyncExternalStore(contacts.subscribe, () => contacts.get(row.id));
  const contact = live ?? row;
  const to = `/contacts/${row.id}`;
  const phone = contact.phones[0];
  return (
    <a
      className="set-link contact-row"
      href={to}
      aria-current={here ? "page" : undefined}
      data-pane-entry={here ? "" : undefined}
      onClick={(event) => follow(event, to)}
    >
      <Avatar name={nameOf(contact, t)} />
      <span className="earlier-b">
        <span className="ell">{nameOf(contact, t)}</span>
        <span className="meta muted ell num">
          {(phone && spokenPhone(phone)) ?? contact.emails[0] ?? ""}
        </span>
      </span>
    </a>
  );
}
