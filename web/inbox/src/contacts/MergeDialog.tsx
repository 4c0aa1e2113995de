import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Contact, MergePreview, Priority } from "../../../contract/types";
import { Dialog } from "../acts/Dialog";
import { getContacts, getMergePreview, mergeContact, useContactFields } from "../api/contacts";
import { goTo } from "../app/places";
import { refusalText } from "../app/refusals";
import { toast } from "../app/toasts";
import { offerUndo } from "../app/undo";
import { contacts } from "../live/stores";
import { day } from "../panel/ContactFacts";
import { Loaded } from "../settings/kit/Loaded";
import { number } from "../texts/format";
import { type TextKey, useTexts } from "../texts/i18n";
import { Avatar } from "../ui/Avatar";
import { spokenPhone } from "../ui/phones";
import { nameOf } from "./names";
import { takeBack } from "./takeBack";

interface Props {
  /** Who becomes part of the other one. */
  contact: Contact;
  into?: Contact | null;
  onClose: () => void;
}

/** Two contacts are one person: whom to keep, what moves, then the act, which can be taken back. */
export function MergeDialog({ contact, into = null, onClose }: Props) {
  const { t } = useTexts();
  const [kept, setKept] = useState(into);
  return (
    <Dialog title={t("contacts.merge.title", { name: nameOf(contact, t) })} onClose={onClose}>
      {kept ? (
        <Moves gone={contact} kept={kept} onClose={onClose} />
      ) : (
        <Choose without={contact.id} onChoose={setKept} />
      )}
    </Dialog>
  );
}

function Choose({ without, onChoose }: { without: string; onChoose: (who: Contact) => void }) {
  const { t } = useTexts();
  const [asked, setAsked] = useState("");
  const query = useQuery({
    queryKey: ["contactList", "merge", asked],
    queryFn: ({ signal }) => getContacts(asked.trim(), null, signal),
    placeholderData: (before) => before,
  });
  const found = (query.data?.items ?? []).filter((one) => one.id !== without && !one.erased);
  return (
    <div className="merge">
      <p>{t("contacts.merge.choose")}</p>
      <input
        className="input"
        type="search"
        data-autofocus
        value={asked}
        aria-label={t("contacts.search")}
        placeholder={t("contacts.search")}
        onChange={(event) => setAsked(event.target.value)}
      />
      <ul className="merge-found" aria-busy={query.isFetching}>
        {found.slice(0, 20).map((one) => (
          <li key={one.id}>
            <button type="button" className="earlier-row" onClick={() => onChoose(one)}>
              <Avatar name={one.name} size={28} />
              <span className="earlier-b">
                <span className="ell">{one.name}</span>
                <span className="meta muted ell">
                  {[...one.phones.map(spokenPhone), ...one.emails].join(", ")}
                </span>
              </span>
            </button>
          </li>
        ))}
      </ul>
      {query.isSuccess && found.length === 0 && (
        <p className="meta muted">{t("contacts.notFound")}</p>
      )}
    </div>
  );
}

interface MovesProps {
  gone: Contact;
  kept: Contact;
  onClose: () => void;
}

function Moves({ gone, kept, onClose }: MovesProps) {
  const { t } = useTexts();
  const [take, setTake] = useState<readonly string[]>([]);
  const [busy, setBusy] = useState(false);
  const query = useQuery({
    queryKey: ["mergePreview", gone.id, kept.id, take],
    queryFn: () => getMergePreview(gone.id, kept.id, take),
    placeholderData: (before) => before,
    gcTime: 0,
  });
  const merge = async () => {
    setBusy(true);
    try {
      const done = await mergeContact(gone.id, { intoId: kept.id, take: [...take] });
      contacts.take(done.contact);
      onClose();
      goTo(`/contacts/${kept.id}`, { replace: true });
      offerUndo({
        name: "merge",
        text: t("contacts.merge.done", { gone: nameOf(gone, t), kept: done.contact.name }),
        undo: () => takeBack(kept.id, done.mergeId),
      });
    } catch (error) {
      toast({ text: refusalText(error), tone: "warn" });
      setBusy(false);
    }
  };
  return (
    <Loaded query={query}>
      {(preview) => (
        <div className="merge">
          <p>
            {t("contacts.merge.lead", { gone: nameOf(preview.gone, t), kept: nameOf(kept, t) })}
          </p>
          <Preview preview={preview} kept={kept} take={take} onTake={setTake} />
          <p className="meta muted">{t("contacts.merge.undo")}</p>
          <div className="contact-acts">
            <button type="button" className="btn" onClick={onClose}>
              {t("acts.cancel")}
            </button>
            <button
              type="button"
              className="btn btn-main"
              disabled={busy}
              onClick={() => void merge()}
            >
              {t("contacts.merge")}
            </button>
          </div>
        </div>
      )}
    </Loaded>
  );
}

interface PreviewProps {
  preview: MergePreview;
  kept: Contact;
  take: readonly string[];
  onTake: (take: readonly string[]) => void;
}

/** What comes over, and where one has to choose. */
function Preview({ preview, kept, take, onTake }: PreviewProps) {
  const { t, lang } = useTexts();
  const own = useContactFields().data?.items ?? [];
  const came = (after: readonly string[], before: readonly string[]) =>
    after.filter((each) => !before.includes(each));
  const addresses = [
    ...came(preview.contact.phones, kept.phones).map(spokenPhone),
    ...came(preview.contact.emails, kept.emails),
  ];
  const named = (field: string) => {
    const known = NAMES[field];
    if (known) return t(known);
    return own.find(({ id }) => `custom.${id}` === field)?.name ?? field;
  };
  const words = (field: string, value: unknown): string => {
    if (field === "birthday") return day(String(value), lang);
    if (field === "language" && (value === "id" || value === "en"))
      return t(`contact.language.${value}`);
    if (field === "priority") return t(`priority.${value as Priority}`);
    if (typeof value === "boolean") return t(value ? "contact.yes" : "contact.no");
    return Array.isArray(value) ? value.join(", ") : String(value);
  };
  return (
    <>
      <ul className="merge-moves">
        <li>
          {t("contacts.merge.chats", {
            count: preview.conversations,
            figure: number(preview.conversations, lang),
          })}
        </li>
        {preview.openConversations > 0 && (
          <li>{t("contacts.merge.open", { count: preview.openConversations })}</li>
        )}
        <li>{t("contacts.merge.identities", { count: preview.identities.length })}</li>
        {addresses.length > 0 && (
          <li>{t("contacts.merge.addresses", { value: addresses.join(", ") })}</li>
        )}
      </ul>
      {preview.differences.map(({ field, kept: mine, gone: theirs }) => (
        <fieldset key={field} className="field field-lines">
          <legend className="field-label">{named(field)}</legend>
          {([false, true] as const).map((taken) => (
            <label key={String(taken)} className="field-check">
              <input
                type="radio"
                name={`merge-${field}`}
                checked={take.includes(field) === taken}
                onChange={() =>
                  onTake(taken ? [...take, field] : take.filter((each) => each !== field))
                }
              />
              <span className="lines">{words(field, taken ? theirs : mine)}</span>
            </label>
          ))}
        </fieldset>
      ))}
    </>
  );
}

const NAMES: Record<string, TextKey> = {
  name: "contact.name",
  address: "contact.address",
  birthday: "contact.birthday",
  nik: "contact.nik",
  language: "contact.language",
  time_zone: "contact.timeZone",
  priority: "contact.priority",
};
