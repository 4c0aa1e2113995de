import { useState } from "react";
import type { Conversation } from "../../../contract/types";
import { resolve } from "../app/acts";
import { useTexts } from "../texts/i18n";
import { ActButtons } from "./ActButtons";
import { Dialog } from "./Dialog";
import { NoteField } from "./NoteField";
import { useSubmit } from "./useSubmit";

/** Resolve with a word for colleagues, or as spam. */
export default function ResolveDialog({
  chat,
  onClose,
}: {
  chat: Conversation;
  onClose: () => void;
}) {
  const { t } = useTexts();
  const [note, setNote] = useState("");
  const [spam, setSpam] = useState(false);
  const { busy, submit } = useSubmit(() => resolve(chat, { spam, note: note.trim() }), onClose);
  return (
    <Dialog title={t("acts.resolve.title", { name: chat.contact.name })} onClose={onClose}>
      <form
        className="act-form"
        onSubmit={submit}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void submit();
        }}
      >
        <NoteField
          ref={(field) => field?.setAttribute("data-autofocus", "")}
          label={t("acts.resolve.note")}
          value={note}
          onChange={setNote}
        />
        <label className="act-tick">
          <input
            type="checkbox"
            checked={spam}
            onChange={(event) => setSpam(event.target.checked)}
          />
          <span>
            {t("acts.resolve.spam")}
            <span className="meta muted">{t("acts.resolve.spamThen")}</span>
          </span>
        </label>
        <ActButtons
          label={t(spam ? "command.spam" : "command.resolve")}
          disabled={busy}
          onCancel={onClose}
        />
      </form>
    </Dialog>
  );
}
