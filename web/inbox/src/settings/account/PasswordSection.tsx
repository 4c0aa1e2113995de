import { PasswordInput } from "@mantine/core";
import { type FormEvent, useRef, useState } from "react";
import { changePassword } from "../../api/accounts";
import { ApiError } from "../../api/http";
import { queryClient } from "../../api/queryClient";
import { toast } from "../../app/toasts";
import { offerFocus } from "../../app/typing";
import { NewPassword } from "../../signin/NewPassword";
import { usePasswordRefusal } from "../../signin/usePasswordRefusal";
import { Wrong } from "../../signin/Wrong";
import { span } from "../../texts/format";
import { useTexts } from "../../texts/i18n";
import { Icon } from "../../ui/Icon";
import { Section } from "../kit/Section";

/** A new password in place of the present one. */
export function PasswordSection({ email, name }: { email: string; name: string }) {
  const { t } = useTexts();
  const [present, setPresent] = useState("");
  const [presentError, setPresentError] = useState<string>();
  const [password, setPassword] = useState("");
  const [busy, setBusy] = useState(false);
  const { error, refuse, fits } = usePasswordRefusal();
  const presentField = useRef<HTMLInputElement>(null);
  const field = useRef<HTMLInputElement>(null);

  const refused = (why: unknown) => {
    const fields = why instanceof ApiError ? why.body.fields : undefined;
    const wrong = (fields as Record<string, string> | undefined)?.present !== undefined;
    const tooMany = why instanceof ApiError && why.status === 429;
    if (wrong) setPresentError(t("account.present.wrong"));
    else if (tooMany) {
      setPresentError(t("account.present.tooMany", { time: span(why.retryAfter ?? 60) }));
    } else return refuse(why);
    offerFocus(presentField.current);
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    setPresentError(present ? undefined : t("account.present.missing"));
    const chosen = fits(password, present);
    if (!present) return presentField.current?.focus();
    if (!chosen) return field.current?.focus();
    setBusy(true);
    try {
      await changePassword(present, password);
      setPresent("");
      setPassword("");
      toast({ text: t("account.password.changed"), tone: "ok" });
      await queryClient.invalidateQueries({ queryKey: ["my-sessions"] });
    } catch (why) {
      refused(why);
    }
    setBusy(false);
  };

  return (
    <Section title={t("account.password")} lead={t("account.password.lead")}>
      <form className="set-section" noValidate onSubmit={(event) => void submit(event)}>
        <input type="hidden" name="username" autoComplete="username" value={email} />
        <div className="set-two">
          <PasswordInput
            ref={presentField}
            label={t("account.present")}
            name="password"
            autoComplete="current-password"
            value={present}
            onChange={(event) => {
              setPresent(event.currentTarget.value);
              setPresentError(undefined);
            }}
            error={presentError && <Wrong>{presentError}</Wrong>}
            visibilityToggleIcon={({ reveal }) => (
              <Icon name={reveal ? "eye-off" : "eye"} size={20} />
            )}
            visibilityToggleButtonProps={{ "aria-label": t("signIn.show"), tabIndex: 0 }}
          />
          <NewPassword
            field={field}
            value={password}
            onChange={setPassword}
            error={error}
            known={[email, name]}
          />
        </div>
        <div>
          <button type="submit" className="btn" disabled={busy}>
            {t("account.password.change")}
          </button>
        </div>
      </form>
    </Section>
  );
}
