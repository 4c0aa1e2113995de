import {
  NumberInput,
  PasswordInput,
  Select,
  Switch,
  TagsInput,
  Textarea,
  TextInput,
} from "@mantine/core";
import { toast } from "../../app/toasts";
import { useTexts } from "../../texts/i18n";
import { inLanguage } from "../house";
import { fieldId } from "../kit/fields";
import type { Field } from "./kinds";

interface FieldProps {
  field: Field;
  value: unknown;
  error?: string;
  onChange: (value: unknown) => void;
}

/** One setting, drawn from what its adapter says of it. */
export function SettingField({ field, value, error, onChange }: FieldProps) {
  const { lang } = useTexts();
  const common = {
    id: fieldId(field.name),
    label: inLanguage(field.titles, lang),
    description: inLanguage(field.descriptions, lang) || undefined,
    placeholder: field.placeholder || undefined,
    error,
    withAsterisk: field.required,
  };
  if (field.type === "tick")
    return (
      <Switch
        id={common.id}
        label={common.label}
        description={common.description}
        error={error}
        checked={value === true}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
    );
  if (field.type === "choice")
    return (
      <Select
        {...common}
        data={field.choices.map(({ value: of, titles }) => ({
          value: of,
          label: inLanguage(titles, lang),
        }))}
        value={String(value ?? "")}
        allowDeselect={false}
        onChange={(chosen) => onChange(chosen)}
      />
    );
  if (field.type === "number")
    return (
      <NumberInput
        {...common}
        value={value as number}
        min={field.least}
        max={field.most}
        allowDecimal={false}
        onChange={(number) => onChange(number === "" ? null : number)}
      />
    );
  if (field.type === "list")
    return <TagsInput {...common} value={(value as string[]) ?? []} onChange={onChange} />;
  const text = {
    ...common,
    value: (value as string) ?? "",
    maxLength: field.mostCharacters,
    onChange: (event: { currentTarget: { value: string } }) => onChange(event.currentTarget.value),
  };
  return field.type === "long" ? (
    <Textarea {...text} autosize minRows={3} />
  ) : (
    <TextInput {...text} />
  );
}

interface SecretProps {
  field: Field;
  /** One is stored already; it is never shown. */
  isSet: boolean;
  value: string;
  error?: string;
  onChange: (value: string) => void;
}

/** A secret: written, never read. */
export function SecretField({ field, isSet, value, error, onChange }: SecretProps) {
  const { t, lang } = useTexts();
  return (
    <PasswordInput
      id={fieldId(field.name)}
      label={inLanguage(field.titles, lang)}
      description={inLanguage(field.descriptions, lang) || undefined}
      placeholder={isSet ? t("channel.secret.set") : field.placeholder || undefined}
      error={error}
      withAsterisk={field.required && !isSet}
      autoComplete="off"
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

export async function copied(text: string, said: string): Promise<void> {
  await navigator.clipboard.writeText(text);
  toast({ name: "copied", text: said, tone: "ok" });
}
