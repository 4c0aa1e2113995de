import { Select } from "@mantine/core";
import type { Priority } from "../../../../contract/types";
import { useTexts } from "../../texts/i18n";
import { PRIORITIES } from "../../ui/priorities";
import { fieldId } from "../kit/fields";

interface Props {
  value: Priority;
  onChange: (priority: Priority) => void;
}

/** How urgent what begins on a channel is, unless somebody says otherwise. */
export function PrioritySelect({ value, onChange }: Props) {
  const { t } = useTexts();
  return (
    <Select
      id={fieldId("priority")}
      label={t("channels.priority")}
      description={t("channels.priority.lead")}
      data={PRIORITIES.map((each) => ({ value: each, label: t(`priority.${each}`) }))}
      value={value}
      allowDeselect={false}
      onChange={(priority) => priority && onChange(priority as Priority)}
    />
  );
}
