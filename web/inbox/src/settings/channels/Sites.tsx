import { TagsInput } from "@mantine/core";
import type { Channel } from "../../../../contract/types";
import { useMinute } from "../../live/clock";
import { exactly, span } from "../../texts/format";
import { useTexts } from "../../texts/i18n";
import { Icon } from "../../ui/Icon";
import { useSites } from "../house";
import { fieldId } from "../kit/fields";
import { Section } from "../kit/Section";
import type { FieldErrors } from "../kit/useEdits";

interface Props {
  channel: Channel;
  sites: string[];
  errors: FieldErrors;
  onChange: (sites: string[]) => void;
}

/** Where the chat may stand, where it was seen, and who was refused: one click allows. */
export function Sites({ channel, sites, errors, onChange }: Props) {
  const { t } = useTexts();
  const { data } = useSites(channel.id);
  const wrong = Object.entries(errors).find(([name]) => name.startsWith("allowed_sites"));
  const refused = data?.refused.filter(({ origin }) => !sites.includes(origin)) ?? [];
  const at = wrong ? Number(wrong[0].split(".")[1]) : Number.NaN;
  const words = wrong && (Number.isInteger(at) ? `${sites[at] ?? ""}: ${wrong[1]}` : wrong[1]);
  return (
    <Section>
      <TagsInput
        id={fieldId("allowed_sites")}
        label={t("chat.sites")}
        description={t("chat.sites.lead")}
        placeholder={sites.length ? "" : "https://toko.example"}
        value={sites}
        error={words}
        acceptValueOnBlur
        splitChars={[",", " ", ";"]}
        onChange={onChange}
      />
      {sites.includes("*") && (
        <p className="chat-contrast">
          <Icon name="alert-triangle" size={12} />
          <span>{t("chat.sites.any")}</span>
        </p>
      )}
      <Seen seen={data?.seen[0]} />
      {refused.length > 0 && (
        <div className="set-card chat-refused">
          <b>{t("chat.refused")}</b>
          <ul>
            {refused.map(({ origin, count }) => (
              <li key={origin}>
                <span className="grow">{origin}</span>
                <span className="muted set-small">{t("chat.refused.count", { count })}</span>
                <button
                  type="button"
                  className="btn btn-small"
                  onClick={() => onChange([...sites, origin])}
                >
                  {t("chat.refused.allow")}
                  <span className="vh"> {origin}</span>
                </button>
              </li>
            ))}
          </ul>
        </div>
      )}
    </Section>
  );
}

function Seen({ seen }: { seen?: { origin: string; lastAt: string } }) {
  const { t, lang } = useTexts();
  const now = useMinute();
  if (!seen) return <p className="muted set-small">{t("chat.neverSeen")}</p>;
  const ago = Math.max(0, (now - Date.parse(seen.lastAt)) / 1000);
  return (
    <p className="chat-contrast is-ok">
      <Icon name="check" size={12} />
      <span title={exactly(seen.lastAt, lang)}>
        {ago < 60
          ? t("chat.seenNow", { site: seen.origin })
          : t("chat.seen", { site: seen.origin, ago: span(ago) })}
      </span>
    </p>
  );
}
