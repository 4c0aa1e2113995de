import { useState } from "react";
import type { Conversation } from "../../../contract/types";
import { block } from "../app/acts";
import { useTexts } from "../texts/i18n";
import { spokenAddress } from "../ui/channels";
import { Icon } from "../ui/Icon";
import { ActButtons } from "./ActButtons";
import { Dialog } from "./Dialog";
import { NoteField } from "./NoteField";

/** Asks once, naming what follows. */
export default function BlockDialog({
  chat,
  onClose,
}: {
  chat: Conversation;
  onClose: () => void;
}) {
  const { t } = useTexts();
  const [reason, setReason] = useState("");
  const [busy, setBusy] = useState(false);
  const name = spokenAddress(chat.address) ?? chat.contact.name;
  const submit = async () => {
    if (busy) return;
    setBusy(true);
    if (await block(chat, reason.trim() || null)) onClose();
    else setBusy(false);
  };
  return (
    <Dialog title={t("acts.block.title", { name })} onClose={onClose}>
      <form
        className="act-form"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <NoteField label={t("acts.block.reason")} value={reason} onChange={setReason} />
        <p className="act-then">
          <Icon name="info-circle" />
          {t("acts.block.then")}
        </p>
        <ActButtons label={t("command.block")} disabled={busy} onCancel={onClose} />
      </form>
    </Dialog>
  );
}
