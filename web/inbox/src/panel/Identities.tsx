import { useQuery } from "@tanstack/react-query";
import { getIdentities } from "../api/contacts";
import { useTexts } from "../texts/i18n";
import { channelIcon, channelName, spokenAddress } from "../ui/channels";
import { Icon } from "../ui/Icon";

/** Where he writes from, and which of it a provider vouches for. */
export function Identities({ contactId }: { contactId: string }) {
  const { t } = useTexts();
  const query = useQuery({
    queryKey: ["identities", contactId],
    queryFn: ({ signal }) => getIdentities(contactId, signal),
  });
  const items = query.data?.items ?? [];
  if (items.length === 0 && !query.isPending) return null;
  return (
    <section className="sec" aria-label={t("contact.identities")} aria-busy={query.isPending}>
      <h3 className="sec-h">{t("contact.identities")}</h3>
      {query.isPending && <PlaceOfOne />}
      <ul className="identities">
        {items.map((one) => (
          <li key={one.id} className="identity">
            <Icon name={channelIcon(one.channelKind)} />
            <span className="earlier-b">
              <span className="ell">
                {spokenAddress(one.address, one.channelKind) ?? one.name ?? t("contact.visitor")}
              </span>
              <span className="meta muted ell">{channelName(one.channelKind, t)}</span>
            </span>
            {one.unreachable ? (
              <span className="chip">{t("contact.unreachable")}</span>
            ) : (
              one.verified && (
                <span className="chip" data-tip={t("contact.verified.lead")}>
                  <Icon name="check" size={12} />
                  {t("contact.verified")}
                </span>
              )
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Nearly everybody has one: its place is kept, so that what stands below does not jump. */
function PlaceOfOne() {
  return (
    <div className="identity" aria-hidden="true">
      <span className="earlier-b">
        <span>&nbsp;</span>
        <span className="meta">&nbsp;</span>
      </span>
    </div>
  );
}
