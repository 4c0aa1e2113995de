import { type Ref, useId } from "react";
import { useTexts } from "../texts/i18n";
import { Icon } from "../ui/Icon";

interface Props {
  ref?: Ref<HTMLTextAreaElement>;
  label: string;
  value: string;
  onChange: (text: string) => void;
}

/** What goes with an act into the thread: staff only, and it looks like it. */
export function NoteField({ ref, label, value, onChange }: Props) {
  const { t } = useTexts();
  const id = useId();
  return (
    <div className="act-note">
      <label htmlFor={id}>
        <Icon name="lock" size={12} />
        <span>{label}</span>
        <span className="muted">{t("acts.note.optional")}</span>
      </label>
      <textarea
        ref={ref}
        id={id}
        rows={2}
        maxLength={16_000}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  );
}
