import { Checkbox, Select, Textarea, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import type { ContactField, FieldType } from "../../../../contract/types";
import { addContactField, changeContactField } from "../../api/contacts";
import { ApiError } from "../../api/http";
import { queryClient } from "../../api/queryClient";
import { toast } from "../../app/toasts";
import { useTexts } from "../../texts/i18n";
import { SideDrawer } from "../kit/SideDrawer";

const LONGEST = 60;
const TYPES: readonly FieldType[] = [
  "text",
  "long_text",
  "number",
  "digits",
  "date",
  "choice",
  "choices",
  "yes_no",
];

interface Props {
  /** None: a new one. */
  field: ContactField | null;
  onClose: () => void;
}

/** One field: its name, what it holds, and whether it must be filled. The type stays as it was made. */
export function FieldDrawer({ field, onClose }: Props) {
  const { t } = useTexts();
  const [name, setName] = useState(field?.name ?? "");
  const [type, setType] = useState<FieldType>(field?.type ?? "text");
  const [choices, setChoices] = useState((field?.choices ?? []).join("\n"));
  const [required, setRequired] = useState(field?.required ?? false);
  const [wrong, setWrong] = useState<{ name?: string; choices?: string }>({});
  const [saving, setSaving] = useState(false);
  const choosing = type === "choice" || type === "choices";
  const lines = choices
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const missing = {
      ...(name.trim() ? {} : { name: t("contactFields.name.empty") }),
      ...(choosing && lines.length === 0 ? { choices: t("contactFields.choices.empty") } : {}),
    };
    setWrong(missing);
    if (Object.keys(missing).length > 0 || saving) return;
    setSaving(true);
    try {
      const body = { name, required, ...(choosing && { choices: lines }) };
      await (field ? changeContactField(field.id, body) : addContactField({ ...body, type }));
      await queryClient.invalidateQueries({ queryKey: ["contactFields"] });
      toast({ name: "settings", text: t("settings.saved"), tone: "ok" });
      onClose();
    } catch (error) {
      const fields = error instanceof ApiError ? (error.body.fields as object | null) : null;
      if (fields && "name" in fields) setWrong({ name: t("contactFields.name.taken") });
      else toast({ name: "settings", text: t("contactFields.failed"), tone: "warn" });
    } finally {
      setSaving(false);
    }
  };
  return (
    <SideDrawer
      title={t(field ? "contactFields.edit" : "contactFields.new")}
      onClose={onClose}
      foot={
        <>
          <button type="button" className="btn" onClick={onClose}>
            {t("settings.cancel")}
          </button>
          <button type="submit" form="contact-field" className="btn btn-main" disabled={saving}>
            {t(saving ? "settings.saving" : "settings.save")}
          </button>
        </>
      }
    >
      <form
        id="contact-field"
        className="reason-form"
        noValidate
        onSubmit={(event) => void save(event)}
      >
        <TextInput
          label={t("contactFields.name")}
          value={name}
          maxLength={LONGEST}
          error={wrong.name}
          data-autofocus
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Select
          label={t("contactFields.type")}
          {...(field && { description: t("contactFields.type.stays") })}
          allowDeselect={false}
          disabled={field !== null}
          data={TYPES.map((each) => ({ value: each, label: t(`contactFields.type.${each}`) }))}
          value={type}
          onChange={(value) => setType(value as FieldType)}
        />
        {choosing && (
          <Textarea
            label={t("contactFields.choices")}
            description={t("contactFields.choices.lead")}
            autosize
            minRows={3}
            maxRows={12}
            value={choices}
            error={wrong.choices}
            onChange={(event) => setChoices(event.currentTarget.value)}
          />
        )}
        <Checkbox
          label={t("contactFields.required")}
          description={t("contactFields.required.lead")}
          checked={required}
          onChange={(event) => setRequired(event.currentTarget.checked)}
        />
      </form>
    </SideDrawer>
  );
}
