import { Button, TextInput } from "@mantine/core";
import { type FormEvent, useRef, useState } from "react";
import { forgot } from "../api/accounts";
import { ApiError } from "../api/http";
import { span } from "../texts/format";
import { useTexts } from "../texts/i18n";
import { DoorPage } from "./DoorPage";
import { Wrong } from "./Wrong";
import "@mantine/core/styles/Button.layer.css";
import "@mantine/core/styles/Input.layer.css";
import "@mantine/core/styles/Loader.layer.css";
import "@mantine/core/styles/UnstyledButton.layer.css";

/** /forgot: an address, and the same answer whoever has it. */
export function Forgot() {
  const { t } = useTexts();
  const [email, setEmail] = useState("");
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);
  const [sent, setSent] = useState(false);
  const field = useRef<HTMLInputElement>(null);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    const wrong = /^\S+@\S+\.\S+$/.test(email.trim()) ? undefined : t("signIn.emailWrong");
    setError(wrong);
    if (wrong) return field.current?.focus();
    setBusy(true);
    try {
      await forgot(email.trim());
      setSent(true);
    } catch (refused) {
      const tooMany = refused instanceof ApiError && refused.status === 429;
      const wait = tooMany ? span(refused.retryAfter ?? 60) : "";
      setError(tooMany ? t("forgot.tooMany", { time: wait }) : t("signIn.unreachable"));
      field.current?.focus();
    } finally {
      setBusy(false);
    }
  };

  const back = (
    <p>
      <a className="link" href="/">
        {t("door.back")}
      </a>
    </p>
  );
  if (sent) {
    return (
      <DoorPage
        title={t("forgot.sent")}
        lead={<span role="status">{t("forgot.sent.lead", { email: email.trim() })}</span>}
        help={back}
      >
        <p className="si-more">{t("forgot.sent.nothing")}</p>
        <button type="button" className="btn" onClick={() => setSent(false)}>
          {t("forgot.another")}
        </button>
      </DoorPage>
    );
  }
  return (
    <DoorPage title={t("forgot.title")} lead={t("forgot.lead")} help={back}>
      <form className="si-form" onSubmit={(event) => void submit(event)} noValidate>
        <TextInput
          ref={field}
          label={t("signIn.email")}
          type="email"
          name="username"
          autoComplete="username"
          autoFocus
          value={email}
          onChange={(event) => setEmail(event.target.value)}
          error={error && <Wrong>{error}</Wrong>}
        />
        <Button type="submit" fullWidth loading={busy} loaderProps={{ size: 16 }}>
          {t("forgot.submit")}
        </Button>
      </form>
    </DoorPage>
  );
}
