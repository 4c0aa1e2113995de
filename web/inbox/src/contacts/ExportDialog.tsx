import { useState } from "react";
import type { Contact } from "../../../contract/types";
import { Dialog } from "../acts/Dialog";
import { exportContact } from "../api/contacts";
import { refusalText } from "../app/refusals";
import { toast } from "../app/toasts";
import { useTexts } from "../texts/i18n";

/** Take all that is held of a contact out of the house. */
export function ExportDialog({ contact, onClose }: { contact: Contact; onClose: () => void }) {
  const { t } = useTexts();
  const [notes, setNotes] = useState(false);
  const [busy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    try {
      const address = URL.createObjectURL(await exportContact(contact.id, notes));
      const link = document.createElement("a");
      link.href = address;
      link.download = `${contact.name}.zip`;
      link.click();
      setTimeout(() => URL.revokeObjectURL(address), 60_000);
      onClose();
    } catch (error) {
      toast({ text: refusalText(error), tone: "warn" });
      setBusy(false);
    }
  };
  return (
    <Dialog title={t("contacts.export.title", { name: contact.name })} onClose={onClose}>
      <div className="merge">
        <p>{t("contacts.export.lead")}</p>
        <label className="field-check">
          <input
            type="checkbox"
            checked={notes}
            onChange={(event) => setNotes(event.target.checked)}
          />
          {t("contacts.export.notes")}
        </label>
        <div className="contact-acts">
          <button type="button" className="btn" onClick={onClose}>
            {t("acts.cancel")}
          </button>
          <button
            type="button"
            className="btn btn-main"
            disabled={busy}
            onClick={() => void save()}
          >
            {t(busy ? "contacts.export.busy" : "contacts.export")}
          </button>
        </div>
      </div>
    </Dialog>
  );
}
