import { useId, useState } from "react";
import type { Contact } from "../../../contract/types";
import { Dialog } from "../acts/Dialog";
import { eraseContact } from "../api/contacts";
import { queryClient } from "../api/queryClient";
import { refusalText } from "../app/refusals";
import { toast } from "../app/toasts";
import { useTexts } from "../texts/i18n";

const SHORTEST = 3;

/** Erase a person: says what goes, asks why, and does it only then. */
export function EraseDialog({ contact, onClose }: { contact: Contact; onClose: () => void }) {
  const { t } = useTexts();
  const id = useId();
  const [reason, setReason] = useState("");
  const [asked, setAsked] = useState(false);
  const [busy, setBusy] = useState(false);
  const missing = reason.trim().length < SHORTEST;
  const erase = async () => {
    setAsked(true);
    if (missing || busy) return;
    setBusy(true);
    try {
      await eraseContact(contact.id, reason.trim());
      toast({ text: t("contacts.erase.done"), tone: "ok" });
      for (const key of ["contact", "contactList", "identities", "contactChats", "messages"])
        void queryClient.invalidateQueries({ queryKey: [key] });
      onClose();
    } catch (error) {
      toast({ text: refusalText(error), tone: "warn" });
      setBusy(false);
    }
  };
  return (
    <Dialog title={t("contacts.erase.title", { name: contact.name })} onClose={onClose}>
      <form
        className="merge"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void erase();
        }}
      >
        <p>{t("contacts.erase.lead")}</p>
        <div className="field">
          <label htmlFor={id}>{t("contacts.erase.reason")} *</label>
          <textarea
            id={id}
            className="input"
            rows={2}
            maxLength={500}
            data-autofocus
            value={reason}
            aria-required
            aria-invalid={asked && missing}
            aria-describedby={`${id}-hint`}
            onChange={(event) => setReason(event.target.value)}
          />
          <p id={`${id}-hint`} className={asked && missing ? "field-wrong" : "meta muted"}>
            {t(asked && missing ? "contacts.erase.missing" : "contacts.erase.hint")}
          </p>
        </div>
        <div className="contact-acts">
          <button type="button" className="btn" onClick={onClose}>
            {t("acts.cancel")}
          </button>
          <button type="submit" className="btn btn-danger" disabled={busy}>
            {t("contacts.erase.yes")}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
