import { TextInput } from "@mantine/core";
import { contrast, mix, readable } from "../../../../widget/src/colour";
import { useTexts } from "../../texts/i18n";
import { Icon } from "../../ui/Icon";
import { fieldId } from "../kit/fields";

/** What text needs on its ground (WCAG AA). */
const ENOUGH = 4.5;
export const HEX = /^#[0-9a-f]{6}$/i;

/** The nearest colour on which white text can be read. */
export function nearestForWhite(colour: string): string {
  for (let share = 0; share <= 100; share += 1) {
    const tried = mix(colour, "#000000", share / 100);
    if (contrast(tried, "#FFFFFF") >= ENOUGH) return tried.toUpperCase();
  }
  return "#000000";
}

interface Props {
  value: string;
  error?: string;
  onChange: (colour: string) => void;
}

/** A colour with its computed contrast; when white cannot be read on it, the nearest that can. */
export function BrandColour({ value, error, onChange }: Props) {
  const { t } = useTexts();
  const known = HEX.test(value);
  return (
    <div>
      <TextInput
        id={fieldId("brand_color")}
        label={t("chat.colour")}
        description={t("chat.colour.lead")}
        value={value}
        error={error}
        maxLength={7}
        leftSection={
          <input
            type="color"
            className="chat-swatch"
            aria-label={t("chat.colour.pick")}
            value={known ? value : "#000000"}
            onChange={(event) => onChange(event.target.value.toUpperCase())}
          />
        }
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      {known && <Contrast colour={value} onChange={onChange} />}
    </div>
  );
}

function Contrast({ colour, onChange }: { colour: string; onChange: (colour: string) => void }) {
  const { t, lang } = useTexts();
  const text = readable(colour);
  const ratio = contrast(text, colour);
  const figure = new Intl.NumberFormat(lang === "en" ? "en-GB" : "id-ID", {
    maximumFractionDigits: 1,
  }).format(Math.floor(ratio * 10) / 10);
  const white = text === "#FFFFFF";
  const proposed = nearestForWhite(colour);
  return (
    <p className={white ? "chat-contrast is-ok" : "chat-contrast"}>
      <Icon name={white ? "check" : "info-circle"} size={12} />
      {t(white ? "chat.contrast.white" : "chat.contrast.black", { ratio: figure })}
      {!white && (
        <button type="button" className="btn-link" onClick={() => onChange(proposed)}>
          {t("chat.contrast.take", { colour: proposed })}
        </button>
      )}
    </p>
  );
}
