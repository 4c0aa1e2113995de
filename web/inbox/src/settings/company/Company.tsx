import { Select, TextInput } from "@mantine/core";
import { useMemo } from "react";
import type { Language, WorkspaceSettings } from "../../../../contract/types";
import { useTexts } from "../../texts/i18n";
import { changeHouse, useHouse } from "../house";
import { FormPage } from "../kit/FormPage";
import { bind, bindText } from "../kit/fields";
import { Loaded } from "../kit/Loaded";
import { PageFrame } from "../kit/PageFrame";
import { Section } from "../kit/Section";
import { useEdits } from "../kit/useEdits";
import type { PageProps } from "../pages";
import "../../texts/house";

/** /settings/company: what everybody reads, and by whose clock. */
export default function Company({ page }: PageProps) {
  const house = useHouse();
  if (house.data) return <CompanyForm page={page} house={house.data} />;
  return (
    <PageFrame page={page}>
      <Loaded query={house}>{() => null}</Loaded>
    </PageFrame>
  );
}

interface Props {
  page: PageProps["page"];
  house: WorkspaceSettings;
}

function CompanyForm({ page, house }: Props) {
  const { t } = useTexts();
  const { name, defaultLanguage, timeZone, countryCode } = house;
  const edits = useEdits({ name, defaultLanguage, timeZone, countryCode }, (changes) =>
    changeHouse(house, changes),
  );
  const labels = {
    name: t("company.name"),
    defaultLanguage: t("company.language"),
    timeZone: t("company.zone"),
    countryCode: t("company.country"),
  };
  return (
    <FormPage page={page} item={undefined} edits={edits} labels={labels} lead={t("company.lead")}>
      <Section>
        <TextInput
          label={labels.name}
          description={t("company.name.lead")}
          maxLength={80}
          {...bindText(edits, "name")}
        />
        <div className="set-two">
          <Select
            label={labels.defaultLanguage}
            description={t("company.language.lead")}
            data={[
              { value: "id", label: "Bahasa Indonesia" },
              { value: "en", label: "English" },
            ]}
            allowDeselect={false}
            {...bind(edits, "defaultLanguage")}
            onChange={(value) => edits.set("defaultLanguage", value as Language)}
          />
          <TextInput
            label={labels.countryCode}
            description={t("company.country.lead")}
            inputMode="tel"
            maxLength={5}
            {...bindText(edits, "countryCode")}
          />
        </div>
        <ZoneField
          label={labels.timeZone}
          value={edits.values.timeZone}
          error={edits.errors.timeZone}
          onChange={(zone) => edits.set("timeZone", zone)}
        />
      </Section>
    </FormPage>
  );
}

interface ZoneProps {
  label: string;
  value: string;
  error?: string;
  onChange: (zone: string) => void;
}

/** All time zones there are, Indonesia's three first, each with the time it is there now. */
function ZoneField({ label, value, error, onChange }: ZoneProps) {
  const { t, lang } = useTexts();
  const zones = useMemo(() => {
    const own = ["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"];
    const all = new Set([...own, value, ...Intl.supportedValuesOf("timeZone")]);
    return [...all].map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") }));
  }, [value]);
  const now = new Intl.DateTimeFormat(lang === "en" ? "en-GB" : "id-ID", {
    timeZone: value,
    weekday: "long",
    hour: "2-digit",
    minute: "2-digit",
  }).format(new Date());
  return (
    <Select
      id="field-timeZone"
      label={label}
      description={t("company.zone.now", { time: now })}
      data={zones}
      value={value}
      error={error}
      searchable
      allowDeselect={false}
      limit={60}
      nothingFoundMessage={t("company.zone.none")}
      onChange={(zone) => zone && onChange(zone)}
    />
  );
}
