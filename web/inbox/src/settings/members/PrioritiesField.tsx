import type { Department, Member } from "../../../../contract/types";
import { useTexts } from "../../texts/i18n";
import { NumberField } from "../kit/NumberField";

type Priorities = Member["departmentPriorities"];

interface Props {
  /** Those that the member is in. */
  departments: Department[];
  value: Priorities;
  error?: string | undefined;
  onChange: (value: Priorities) => void;
}

/** How early an agent gets the work of each of his departments. */
export function PrioritiesField({ departments, value, error, onChange }: Props) {
  const { t } = useTexts();
  return (
    <fieldset className="mem-priorities">
      <legend className="mantine-InputWrapper-label">{t("members.priorities")}</legend>
      <p className="mantine-InputWrapper-description">{t("members.priorities.hint")}</p>
      <div className="set-two">
        {departments.map(({ id, name }) => (
          <NumberField
            key={id}
            label={name}
            min={0}
            max={99}
            allowDecimal={false}
            allowNegative={false}
            clampBehavior="strict"
            value={value[id] ?? 0}
            onChange={(number) => {
              const { [id]: _, ...rest } = value;
              onChange(number > 0 ? { ...rest, [id]: number } : rest);
            }}
          />
        ))}
      </div>
      {error && <p className="mantine-InputWrapper-error">{error}</p>}
    </fieldset>
  );
}
