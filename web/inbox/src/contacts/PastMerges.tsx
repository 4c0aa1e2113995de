import { useQuery } from "@tanstack/react-query";
import { getMerges } from "../api/contacts";
import { exactly } from "../texts/format";
import { useTexts } from "../texts/i18n";
import { takeBack } from "./takeBack";

/** Who has become part of this contact, as long as it can be taken back. */
export function PastMerges({ contactId }: { contactId: string }) {
  const { t, lang } = useTexts();
  const query = useQuery({
    queryKey: ["merges", contactId],
    queryFn: ({ signal }) => getMerges(contactId, signal),
  });
  const items = query.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <section className="sec" aria-label={t("contacts.merges")}>
      <h3 className="sec-h">{t("contacts.merges")}</h3>
      <ul className="identities">
        {items.map((one) => (
          <li key={one.id} className="identity">
            <span className="earlier-b">
              <span className="ell">{one.name}</span>
              <span className="meta muted">
                {t("contacts.merges.by", {
                  name: one.byName,
                  at: exactly(one.at, lang),
                  until: exactly(one.undoUntil, lang),
                })}
              </span>
            </span>
            <button
              type="button"
              className="btn btn-small"
              onClick={() => void takeBack(contactId, one.id)}
            >
              {t("act.undo")}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
