import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useRef, useState } from "react";
import { getResetLink, resetPassword } from "../api/accounts";
import { useTexts } from "../texts/i18n";
import { enter, linkTrouble, tokenHere } from "./byLink";
import { DoorPage } from "./DoorPage";
import { LinkEnded, LinkPending } from "./LinkEnded";
import { NewPassword } from "./NewPassword";
import { usePasswordRefusal } from "./usePasswordRefusal";

/** /reset#token: a new password, and one is in. */
export function Reset() {
  const { t } = useTexts();
  const [token] = useState(tokenHere);
  const [password, setPassword] = useState("");
  const [ended, setEnded] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const { error, refuse, fits } = usePasswordRefusal();
  const field = useRef<HTMLInputElement>(null);
  const link = useQuery({
    queryKey: ["reset", token],
    queryFn: () => getResetLink(token),
  });

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    if (!fits(password)) return field.current?.focus();
    setBusy(true);
    try {
      await resetPassword(token, password);
      enter();
    } catch (refused) {
      setBusy(false);
      if (linkTrouble(refused)) return setEnded(refused);
      refuse(refused);
      field.current?.focus();
    }
  };

  const trouble = linkTrouble(ended ?? link.error);
  if (trouble) {
    return (
      <LinkEnded why={trouble}>
        <a className="btn btn-main" href="/forgot">
          {t("reset.askAgain")}
        </a>
      </LinkEnded>
    );
  }
  if (!link.data) return <LinkPending query={link} />;
  return (
    <DoorPage title={t("reset.title")} lead={t("reset.lead", { email: link.data.email })}>
      <form className="si-form" onSubmit={(event) => void submit(event)} noValidate>
        <input type="hidden" name="username" autoComplete="username" value={link.data.email} />
        <NewPassword
          field={field}
          value={password}
          onChange={setPassword}
          error={error}
          known={[link.data.email, link.data.workspace]}
        />
        <Button type="submit" fullWidth loading={busy} loaderProps={{ size: 16 }}>
          {t("reset.submit")}
        </Button>
      </form>
    </DoorPage>
  );
}
