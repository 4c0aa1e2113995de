import { useQuery } from "@tanstack/react-query";
import { useDeferredValue, useState } from "react";
import type { Contact } from "../../../contract/types";
import type { Page } from "../api/calls";
import { call } from "../api/http";
import { startWith } from "../app/acts";
import type { Intents } from "../app/intents";
import { useTexts } from "../texts/i18n";
import { Avatar } from "../ui/Avatar";
import { Icon } from "../ui/Icon";
import { ActButtons } from "./ActButtons";
import { Dialog } from "./Dialog";
import { ReachChoice, useReach } from "./ReachChoice";
import { useSubmit } from "./useSubmit";

type Who = { contactId: string; name: string } | null;

const findContacts = (q: string, signal: AbortSignal) =>
  call<Page<Contact>>(`/contacts?${new URLSearchParams({ q, limit: "6" })}`, { signal });

interface Props {
  who: Intents["start.open"];
  onClose: () => void;
}

/** A new conversation: with whom, and on which channel; it opens with the composer ready. */
export default function StartDialog({ who: given, onClose }: Props) {
  const { t } = useTexts();
  const known = given?.contactId ? { contactId: given.contactId, name: given.name ?? "" } : null;
  const [who, setWho] = useState<Who>(known);
  const [asked, setAsked] = useState("");
  const reach = useReach(who?.contactId ?? null);
  const { way } = reach;
  const start = async () => !!way?.address && startWith(who?.contactId ?? null, way);
  const { busy, submit } = useSubmit(start, onClose);
  return (
    <Dialog title={t("acts.start.title")} onClose={onClose}>
      <form className="act-form" onSubmit={submit}>
        {who ? (
          <div className="start-who">
            <Avatar name={who.name} size={28} />
            <span className="grow ell">{who.name}</span>
            <button
              type="button"
              className="ib ib-small"
              aria-label={t("acts.start.other")}
              onClick={() => setWho(null)}
            >
              <Icon name="x" />
            </button>
          </div>
        ) : (
          <>
            <div className="act-search">
              <Icon name="search" />
              <input
                data-autofocus
                aria-label={t("acts.start.find")}
                placeholder={t("acts.start.find")}
                autoComplete="off"
                value={asked}
                onChange={(event) => setAsked(event.target.value)}
              />
            </div>
            <Found asked={asked} onChoose={setWho} />
          </>
        )}
        <ReachChoice key={who?.contactId ?? ""} reach={reach} />
        <ActButtons
          label={t("acts.start.do")}
          disabled={busy || !way?.address}
          onCancel={onClose}
        />
      </form>
    </Dialog>
  );
}

function Found({ asked, onChoose }: { asked: string; onChoose: (who: Who) => void }) {
  const { t } = useTexts();
  const q = useDeferredValue(asked.trim());
  const { data } = useQuery({
    queryKey: ["contacts", "start", q],
    enabled: q.length > 1,
    queryFn: ({ signal }) => findContacts(q, signal),
  });
  if (q.length < 2) return <p className="muted meta">{t("acts.start.orType")}</p>;
  return (
    <ul className="start-found">
      {(data?.items ?? []).map(({ id, name, phones, emails }) => (
        <li key={id}>
          <button
            type="button"
            className="target"
            onClick={() => onChoose({ contactId: id, name })}
          >
            <Avatar name={name} size={28} />
            <span className="target-b">
              <span className="ell">{name}</span>
              <span className="target-s ell">{[...phones, ...emails].join(" · ")}</span>
            </span>
          </button>
        </li>
      ))}
      {data?.items.length === 0 && <li className="muted meta">{t("acts.start.nobody")}</li>}
    </ul>
  );
}
