import { Radio, Select, Switch, TextInput } from "@mantine/core";
import type { Label, LabelCategory, LabelColor, Priority } from "../../../../contract/types";
import { addLabel, changeLabel, removeLabel } from "../../api/tools";
import { useTexts } from "../../texts/i18n";
import { LabelDot } from "../../ui/LabelChip";
import { PRIORITIES } from "../../ui/priorities";
import { DrawerFoot } from "../kit/DrawerFoot";
import { ErrorSummary } from "../kit/ErrorSummary";
import { bind, bindText, bindTick } from "../kit/fields";
import { SideDrawer } from "../kit/SideDrawer";
import { useEdits } from "../kit/useEdits";
import { remove, renew } from "./removing";

const COLORS: readonly LabelColor[] = [
  "gray",
  "red",
  "orange",
  "yellow",
  "green",
  "teal",
  "blue",
  "purple",
  "pink",
];

interface Values {
  name: string;
  color: LabelColor;
  categoryId: string;
  priority: Priority | null;
  archived: boolean;
}

interface Props {
  /** None makes a new one. */
  label: Label | null;
  categories: LabelCategory[];
  onClose: () => void;
}

export function LabelDrawer({ label, categories, onClose }: Props) {
  const { t } = useTexts();
  const open = categories.filter((each) => !each.archived || each.id === label?.categoryId);
  const stored: Values = {
    name: label?.name ?? "",
    color: label?.color ?? "gray",
    categoryId: label?.categoryId ?? open[0]?.id ?? "",
    priority: label?.priority ?? null,
    archived: label?.archived ?? false,
  };
  const edits = useEdits<Values>(stored, async (changes) => {
    if (label) await changeLabel(label.id, changes);
    else {
      const { name, color, categoryId, priority } = { ...stored, ...changes };
      await addLabel({ name, color, categoryId, priority });
    }
    renew();
  });
  return (
    <SideDrawer
      title={label?.name ?? t("labels.add")}
      onClose={onClose}
      still={edits.saving && !label}
      foot={
        <DrawerFoot
          edits={edits}
          onClose={onClose}
          remove={label ? () => remove(() => removeLabel(label.id)) : undefined}
        />
      }
    >
      <ErrorSummary
        errors={edits.errors}
        labels={{ name: t("labels.name"), categoryId: t("labels.category") }}
      />
      <TextInput
        label={t("labels.name")}
        maxLength={80}
        data-autofocus
        {...bindText(edits, "name")}
      />
      <Select
        label={t("labels.category")}
        data={open.map(({ id, name }) => ({ value: id, label: name }))}
        allowDeselect={false}
        {...bind(edits, "categoryId")}
        onChange={(id) => id && edits.set("categoryId", id)}
      />
      <Select
        label={t("labels.priority")}
        description={t("labels.priority.lead")}
        data={[
          { value: "", label: t("labels.priority.none") },
          ...PRIORITIES.map((each) => ({ value: each, label: t(`priority.${each}`) })),
        ]}
        value={edits.values.priority ?? ""}
        allowDeselect={false}
        onChange={(priority) => edits.set("priority", (priority || null) as Priority | null)}
      />
      <Radio.Group
        label={t("labels.color")}
        value={edits.values.color}
        onChange={(color) => edits.set("color", color as LabelColor)}
      >
        <div className="set-stack">
          {COLORS.map((color) => (
            <Radio
              key={color}
              value={color}
              label={
                <>
                  <LabelDot color={color} /> {t(`labels.color.${color}`)}
                </>
              }
            />
          ))}
        </div>
      </Radio.Group>
      {label && (
        <Switch
          label={t("labels.archived")}
          description={t("labels.archived.lead")}
          {...bindTick(edits, "archived")}
        />
      )}
    </SideDrawer>
  );
}
