import { PasswordInput } from "@mantine/core";
import { type RefObject, useState } from "react";
import { useTexts } from "../texts/i18n";
import { Icon } from "../ui/Icon";
import { strengthOf } from "./strength";
import { Wrong } from "./Wrong";
import "@mantine/core/styles/ActionIcon.layer.css";
import "@mantine/core/styles/Input.layer.css";
import "@mantine/core/styles/PasswordInput.layer.css";
import "@mantine/core/styles/UnstyledButton.layer.css";
import "./password.css";

interface Props {
  value: string;
  onChange: (value: string) => void;
  error?: string | undefined;
  /** What a password should not be made of: name, address. */
  known: readonly string[];
  field?: RefObject<HTMLInputElement | null>;
  id?: string;
}

/** A password to be chosen, and how strong it is in a word. */
export function NewPassword({ value, onChange, error, known, field, id }: Props) {
  const { t } = useTexts();
  const [shown, setShown] = useState(false);
  const strength = value ? strengthOf(value, known) : null;
  return (
    <div className="new-password">
      <PasswordInput
        ref={field}
        id={id}
        label={t("password.new")}
        name="new-password"
        autoComplete="new-password"
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        error={error && <Wrong>{error}</Wrong>}
        visible={shown}
        onVisibilityChange={setShown}
        visibilityToggleIcon={({ reveal }) => <Icon name={reveal ? "eye-off" : "eye"} size={20} />}
        visibilityToggleButtonProps={{
          "aria-label": t(shown ? "signIn.hide" : "signIn.show"),
          tabIndex: 0,
        }}
      />
      <p className="strength meta" data-strength={strength ?? "none"} role="status">
        {strength && (
          <span className="strength-bar" aria-hidden="true">
            <i />
            <i />
            <i />
          </span>
        )}
        {strength ? t(`password.strength.${strength}`) : t("password.hint")}
      </p>
    </div>
  );
}
