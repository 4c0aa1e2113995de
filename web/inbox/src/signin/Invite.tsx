import { Button, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useEffect, useRef, useState } from "react";
import type { InvitationShown } from "../../../contract/types";
import { acceptInvite, getInviteLink } from "../api/accounts";
import { preferences } from "../app/preferences";
import { offerFocus } from "../app/typing";
import { speak, useTexts } from "../texts/i18n";
import { enter, linkTrouble, tokenHere } from "./byLink";
import { DoorPage } from "./DoorPage";
import { LinkEnded, LinkPending } from "./LinkEnded";
import { NewPassword } from "./NewPassword";
import { usePasswordRefusal } from "./usePasswordRefusal";
import { Wrong } from "./Wrong";

/** /invite#token: what one is invited to, a name, a password, and one is in. */
export function Invite() {
  const { t } = useTexts();
  const [token] = useState(tokenHere);
  const [ended, setEnded] = useState<unknown>(null);
  const link = useQuery({
    queryKey: ["invite", token],
    queryFn: () => getInviteLink(token),
  });
  const language = link.data?.language;
  useEffect(() => {
    if (language && !preferences().language) speak(language);
  }, [language]);

  const trouble = linkTrouble(ended ?? link.error);
  if (trouble) {
    return (
      <LinkEnded why={trouble}>
        {trouble !== "link.used" && trouble !== "link.taken" && (
          <p className="si-more">{t("invite.ask")}</p>
        )}
      </LinkEnded>
    );
  }
  if (!link.data) return <LinkPending query={link} />;
  const { workspace, role, invitedBy } = link.data;
  return (
    <DoorPage
      title={t("invite.title", { workspace })}
      lead={t(`invite.lead.${role}`, { name: invitedBy })}
    >
      <InviteForm token={token} shown={link.data} onEnded={setEnded} />
    </DoorPage>
  );
}

interface Props {
  token: string;
  shown: InvitationShown;
  onEnded: (error: unknown) => void;
}

function InviteForm({ token, shown, onEnded }: Props) {
  const { t, lang } = useTexts();
  const [name, setName] = useState("");
  const [nameError, setNameError] = useState<string>();
  const [password, setPassword] = useState("");
  const [busy, setBusy] = useState(false);
  const { error, refuse, fits } = usePasswordRefusal();
  const nameField = useRef<HTMLInputElement>(null);
  const field = useRef<HTMLInputElement>(null);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    const named = name.trim() !== "";
    setNameError(named ? undefined : t("invite.name.missing"));
    const chosen = fits(password);
    if (!named) return nameField.current?.focus();
    if (!chosen) return field.current?.focus();
    setBusy(true);
    try {
      await acceptInvite({ token, name: name.trim(), password, language: lang });
      enter();
    } catch (refused) {
      setBusy(false);
      if (linkTrouble(refused)) return onEnded(refused);
      refuse(refused);
      offerFocus(field.current);
    }
  };

  return (
    <form className="si-form" onSubmit={(event) => void submit(event)} noValidate>
      <TextInput
        label={t("invite.email")}
        name="username"
        autoComplete="username"
        readOnly
        value={shown.email}
      />
      <TextInput
        ref={nameField}
        label={t("invite.name")}
        description={t("invite.name.hint")}
        name="name"
        autoComplete="name"
        maxLength={80}
        autoFocus
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        error={nameError && <Wrong>{nameError}</Wrong>}
      />
      <NewPassword
        field={field}
        value={password}
        onChange={setPassword}
        error={error}
        known={[shown.email, name, shown.workspace]}
      />
      <Button type="submit" fullWidth loading={busy} loaderProps={{ size: 16 }}>
        {t("invite.submit")}
      </Button>
    </form>
  );
}
