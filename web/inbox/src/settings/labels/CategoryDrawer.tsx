import { Switch, TextInput } from "@mantine/core";
import type { LabelCategory } from "../../../../contract/types";
import { addCategory, changeCategory, removeCategory } from "../../api/tools";
import { useTexts } from "../../texts/i18n";
import { DrawerFoot } from "../kit/DrawerFoot";
import { ErrorSummary } from "../kit/ErrorSummary";
import { bindText, bindTick } from "../kit/fields";
import { SideDrawer } from "../kit/SideDrawer";
import { useEdits } from "../kit/useEdits";
import { remove, renew } from "./removing";

interface Props {
  /** None makes a new one. */
  category: LabelCategory | null;
  onClose: () => void;
}

export function CategoryDrawer({ category, onClose }: Props) {
  const { t } = useTexts();
  const stored = { name: category?.name ?? "", archived: category?.archived ?? false };
  const edits = useEdits(stored, async (changes) => {
    if (category) await changeCategory(category.id, changes);
    else await addCategory({ name: changes.name ?? "" });
    renew();
  });
  return (
    <SideDrawer
      title={category?.name ?? t("labels.addCategory")}
      onClose={onClose}
      still={edits.saving && !category}
      foot={
        <DrawerFoot
          edits={edits}
          onClose={onClose}
          remove={category ? () => remove(() => removeCategory(category.id)) : undefined}
        />
      }
    >
      <ErrorSummary errors={edits.errors} labels={{ name: t("labels.name") }} />
      <TextInput
        label={t("labels.name")}
        maxLength={80}
        data-autofocus
        {...bindText(edits, "name")}
      />
      {category && (
        <Switch
          label={t("labels.archived")}
          description={t("labels.archived.lead")}
          {...bindTick(edits, "archived")}
        />
      )}
    </SideDrawer>
  );
}
