import { Button, PasswordInput, TextInput } from "@mantine/core";
import { type FormEvent, useRef, useState } from "react";
import type { Member } from "../../../contract/types";
import { signIn } from "../api/calls";
import { ApiError } from "../api/http";
import { reasonOf } from "../app/refusals";
import { isTyping } from "../app/typing";
import { span } from "../texts/format";
import { type Translate, useTexts } from "../texts/i18n";
import { Icon } from "../ui/Icon";
import { Wrong } from "./Wrong";
import "@mantine/core/styles/ActionIcon.layer.css";
import "@mantine/core/styles/Button.layer.css";
import "@mantine/core/styles/Input.layer.css";
import "@mantine/core/styles/Loader.layer.css";
import "@mantine/core/styles/PasswordInput.layer.css";
import "@mantine/core/styles/UnstyledButton.layer.css";

interface Problems {
  email?: string;
  password?: string;
}

function missing(email: string, password: string, t: Translate): Problems {
  const found: Problems = {};
  if (!email.trim()) found.email = t("signIn.emailMissing");
  else if (!/^\S+@\S+\.\S+$/.test(email.trim())) found.email = t("signIn.emailWrong");
  if (!password) found.password = t("signIn.passwordMissing");
  return found;
}

/** The refusal in words, with the figures the server gives. */
function refusal(error: unknown, t: Translate): string {
  if (!(error instanceof ApiError)) return t("signIn.unreachable");
  if (error.status === 429) return t("signIn.tooMany", { time: span(error.retryAfter ?? 60) });
  if (error.status === 403) return t("signIn.deactivated");
  if (error.status !== 401) return reasonOf(error);
  const left = error.body.triesLeft;
  return typeof left === "number"
    ? t("signIn.mismatchTries", { count: left })
    : t("signIn.mismatch");
}

export function SignInForm({ onSignedIn }: { onSignedIn: (member: Member) => void }) {
  const { t } = useTexts();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [shown, setShown] = useState(false);
  const [problems, setProblems] = useState<Problems>({});
  const [busy, setBusy] = useState(false);
  const emailField = useRef<HTMLInputElement>(null);
  const passwordField = useRef<HTMLInputElement>(null);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    const found = missing(email, password, t);
    setProblems(found);
    if (found.email) return emailField.current?.focus();
    if (found.password) return passwordField.current?.focus();
    setBusy(true);
    try {
      onSignedIn((await signIn(email.trim(), password)).member);
    } catch (error) {
      setBusy(false);
      setProblems({ password: refusal(error, t) });
      if (isTyping()) return;
      passwordField.current?.focus();
      passwordField.current?.select();
    }
  };

  return (
    <form className="si-form" onSubmit={(event) => void submit(event)} noValidate>
      <TextInput
        ref={emailField}
        label={t("signIn.email")}
        type="email"
        name="username"
        autoComplete="username"
        autoFocus
        value={email}
        onChange={(event) => setEmail(event.target.value)}
        error={problems.email && <Wrong>{problems.email}</Wrong>}
      />
      <PasswordInput
        ref={passwordField}
        label={t("signIn.password")}
        name="password"
        autoComplete="current-password"
        value={password}
        onChange={(event) => setPassword(event.target.value)}
        error={problems.password && <Wrong>{problems.password}</Wrong>}
        visible={shown}
        onVisibilityChange={setShown}
        visibilityToggleIcon={({ reveal }) => <Icon name={reveal ? "eye-off" : "eye"} size={20} />}
        visibilityToggleButtonProps={{
          "aria-label": t(shown ? "signIn.hide" : "signIn.show"),
          tabIndex: 0,
        }}
      />
      <Button type="submit" fullWidth loading={busy} loaderProps={{ size: 16 }}>
        {t("signIn.submit")}
      </Button>
    </form>
  );
}
