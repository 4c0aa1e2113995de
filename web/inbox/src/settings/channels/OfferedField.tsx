import { Autocomplete } from "@mantine/core";
import { useTexts } from "../../texts/i18n";
import { inLanguage } from "../house";
import { fieldId } from "../kit/fields";
import { type Field, useOffers } from "./kinds";

interface Props {
  channelId: string;
  field: Field;
  /** Its name in the form. */
  name: string;
  value: unknown;
  error?: string;
  onChange: (value: string) => void;
}

/** A setting that can be chosen from what the provider has, or written. */
export function OfferedField({ channelId, field, name, value, error, onChange }: Props) {
  const { lang } = useTexts();
  const offers = useOffers(channelId, field).data?.values ?? [];
  const chosen = (value as string) ?? "";
  return (
    <Autocomplete
      id={fieldId(name)}
      label={inLanguage(field.titles, lang)}
      description={inLanguage(field.descriptions, lang) || undefined}
      placeholder={field.placeholder || undefined}
      error={error}
      data={offers}
      // What is chosen already hides none of the others.
      filter={({ options, search }) =>
        offers.includes(search)
          ? options
          : options.filter(
              (one) => "label" in one && one.label.toLowerCase().includes(search.toLowerCase()),
            )
      }
      maxLength={field.mostCharacters}
      value={chosen}
      onChange={onChange}
    />
  );
}
