import { Select, Switch } from "@mantine/core";
import type { WorkspaceSettings } from "../../../../contract/types";
import { type TextKey, useTexts } from "../../texts/i18n";
import { changeHouse, useHouse } from "../house";
import { FormPage } from "../kit/FormPage";
import { bindTick, fieldId } from "../kit/fields";
import { Loaded } from "../kit/Loaded";
import { NumberField } from "../kit/NumberField";
import { PageFrame } from "../kit/PageFrame";
import { Section } from "../kit/Section";
import { type Edits, useEdits } from "../kit/useEdits";
import type { PageProps } from "../pages";
import "../../texts/house";

const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** The explanation below the field, so that two beside each other stand on one line. */
const BELOW: ("label" | "input" | "error" | "description")[] = [
  "label",
  "input",
  "error",
  "description",
];

/** The fields of this page, by the name under which the hub keeps them. */
const FIELDS = [
  "capacity",
  "forcedCapacity",
  "quietAfter",
  "silentAfter",
  "autoResolveAfter",
  "unansweredAfter",
  "reopenWithin",
  "reopenMailWithin",
  "labelRequired",
  "offlineGrace",
  "offlineRule",
  "offlineAfter",
  "autoAwayAfter",
  "backOnActivity",
  "restoresAway",
  "leftAfter",
  "leftResolveAfter",
] as const;
type Rules = Pick<WorkspaceSettings, (typeof FIELDS)[number]>;

/** /settings/distribution: how much each holds, and what time alone changes. */
export default function Distribution({ page }: PageProps) {
  const house = useHouse();
  if (house.data) return <DistributionForm page={page} house={house.data} />;
  return (
    <PageFrame page={page}>
      <Loaded query={house}>{() => null}</Loaded>
    </PageFrame>
  );
}

function DistributionForm({ page, house }: { page: PageProps["page"]; house: WorkspaceSettings }) {
  const { t } = useTexts();
  const stored = Object.fromEntries(FIELDS.map((name) => [name, house[name]])) as unknown as Rules;
  const edits = useEdits<Rules>(stored, (changes) => changeHouse(house, changes));
  const labels = Object.fromEntries(FIELDS.map((name) => [name, t(`distribution.${name}`)]));
  return (
    <FormPage page={page} edits={edits} labels={labels} lead={t("distribution.lead")}>
      <Section title={t("distribution.load")}>
        <div className="set-two">
          <Figure edits={edits} name="capacity" />
          <Figure edits={edits} name="forcedCapacity" />
        </div>
        <Minutes edits={edits} name="quietAfter" off />
      </Section>
      <Section title={t("distribution.answering")}>
        <div className="set-two">
          <Minutes edits={edits} name="silentAfter" off />
          <Minutes edits={edits} name="unansweredAfter" off />
        </div>
        <div className="set-two">
          <Minutes edits={edits} name="reopenWithin" off />
          <Hours edits={edits} name="reopenMailWithin" off />
        </div>
        <Minutes edits={edits} name="autoResolveAfter" off />
        <Switch
          label={labels.labelRequired}
          description={t("distribution.labelRequired.lead")}
          {...bindTick(edits, "labelRequired")}
        />
      </Section>
      <Section title={t("distribution.visitors")}>
        <div className="set-two">
          <Minutes edits={edits} name="leftAfter" />
          <Minutes edits={edits} name="leftResolveAfter" off />
        </div>
      </Section>
      <Section title={t("distribution.presence")}>
        <Minutes edits={edits} name="autoAwayAfter" off />
        <Switch
          label={labels.backOnActivity}
          description={t("distribution.backOnActivity.lead")}
          {...bindTick(edits, "backOnActivity")}
        />
        <Switch
          label={labels.restoresAway}
          description={t("distribution.restoresAway.lead")}
          {...bindTick(edits, "restoresAway")}
        />
        <Minutes edits={edits} name="offlineGrace" />
        <Select
          inputWrapperOrder={BELOW}
          id={fieldId("offlineRule")}
          label={labels.offlineRule}
          description={t("distribution.offlineRule.lead")}
          data={(["keep", "requeue", "transfer"] as const).map((rule) => ({
            value: rule,
            label: t(`distribution.offlineRule.${rule}`),
          }))}
          value={edits.values.offlineRule}
          error={edits.errors.offlineRule}
          allowDeselect={false}
          onChange={(rule) => edits.set("offlineRule", rule as Rules["offlineRule"])}
        />
        {edits.values.offlineRule !== "keep" && <Minutes edits={edits} name="offlineAfter" />}
      </Section>
    </FormPage>
  );
}

type FigureName = Exclude<
  (typeof FIELDS)[number],
  "offlineRule" | "backOnActivity" | "restoresAway" | "labelRequired"
>;

interface FieldProps {
  edits: Edits<Rules>;
  name: FigureName;
  /** 0 switches the rule off, and the field says so. */
  off?: boolean;
}

function Figure({ edits, name }: FieldProps) {
  const { t } = useTexts();
  return (
    <NumberField
      inputWrapperOrder={BELOW}
      id={fieldId(name)}
      label={t(`distribution.${name}`)}
      description={t(`distribution.${name}.lead` as TextKey)}
      value={edits.values[name]}
      error={edits.errors[name]}
      min={0}
      allowDecimal={false}
      onChange={(value) => edits.set(name, value)}
    />
  );
}

const Minutes = (props: FieldProps) => <Span {...props} unit={MINUTE} />;
const Hours = (props: FieldProps) => <Span {...props} unit={HOUR} />;

/** Kept in seconds, entered in minutes or hours. */
function Span({ edits, name, off, unit }: FieldProps & { unit: number }) {
  const { t, lang } = useTexts();
  const none = off ? ` ${t("distribution.off")}` : "";
  return (
    <NumberField
      inputWrapperOrder={BELOW}
      id={fieldId(name)}
      label={t(`distribution.${name}`)}
      description={t(`distribution.${name}.lead` as TextKey) + none}
      value={edits.values[name] / unit}
      error={edits.errors[name]}
      min={0}
      step={1}
      decimalScale={1}
      decimalSeparator={lang === "id" ? "," : "."}
      suffix={` ${t(unit === HOUR ? "distribution.hours" : "distribution.minutes")}`}
      onChange={(value) => edits.set(name, Math.round(value * unit))}
    />
  );
}
