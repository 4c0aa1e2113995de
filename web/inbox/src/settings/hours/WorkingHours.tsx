import type { WorkspaceSettings } from "../../../../contract/types";
import { useTexts } from "../../texts/i18n";
import { changeHouse, useHouse } from "../house";
import { FormPage } from "../kit/FormPage";
import { Loaded } from "../kit/Loaded";
import { PageFrame } from "../kit/PageFrame";
import { Section } from "../kit/Section";
import { useEdits } from "../kit/useEdits";
import type { PageProps } from "../pages";
import { ClosedNotice } from "./ClosedNotice";
import { HolidaysField } from "./HolidaysField";
import { WeekField } from "./WeekField";
import "../../texts/house";

/** /settings/hours: when the company answers, and the days on which it does not. */
export default function WorkingHours({ page }: PageProps) {
  const house = useHouse();
  if (house.data) return <HoursForm page={page} house={house.data} />;
  return (
    <PageFrame page={page}>
      <Loaded query={house}>{() => null}</Loaded>
    </PageFrame>
  );
}

function HoursForm({ page, house }: { page: PageProps["page"]; house: WorkspaceSettings }) {
  const { t } = useTexts();
  const { closedNotice, closedTexts } = house;
  const edits = useEdits(
    { hours: house.hours, holidays: house.holidays, closedNotice, closedTexts },
    (changes) => changeHouse(house, changes),
  );
  const { hours, holidays } = edits.values;
  return (
    <FormPage
      page={page}
      edits={edits}
      labels={{
        hours: t("hours.week"),
        holidays: t("holidays.title"),
        closedTexts: t("hours.closed.text"),
      }}
      lead={t("hours.lead", { zone: house.timeZone.replaceAll("_", " ") })}
    >
      <Section title={t("hours.week")}>
        <WeekField
          hours={hours}
          errors={edits.errors}
          onChange={(week) => edits.set("hours", week)}
        />
      </Section>
      <Section title={t("hours.closed.title")}>
        <ClosedNotice edits={edits} />
      </Section>
      <Section title={t("holidays.title")} lead={t("holidays.lead")}>
        <HolidaysField
          holidays={holidays}
          errors={edits.errors}
          indonesian={house.countryCode === "+62"}
          onChange={(days) => edits.set("holidays", days)}
        />
      </Section>
    </FormPage>
  );
}
