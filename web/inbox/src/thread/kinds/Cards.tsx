import { useState } from "react";
import type { CardBody, Message, SharedContact } from "../../../../contract/types";
import { postContact } from "../../api/calls";
import { refusalText } from "../../app/refusals";
import { toast } from "../../app/toasts";
import { newClientId } from "../../live/sending";
import { useTexts } from "../../texts/i18n";
import { Icon } from "../../ui/Icon";

/** People whom the customer has sent: to be written to, called, or kept. */
export function Cards({ message }: { message: Message }) {
  return message.contacts?.map((contact, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: they never change their order
    <Card key={index} contact={contact} card={{ messageId: message.id, index }} />
  ));
}

/** Saved once, whoever of the staff does it: `card` says which one it is. */
function Card({ contact, card }: { contact: SharedContact; card: CardBody }) {
  const { t } = useTexts();
  const [state, setState] = useState<"new" | "busy" | "saved">("new");
  const [clientId] = useState(newClientId);
  const { phones = [], emails = [], organisation } = contact;
  const name = contact.name || phones[0] || emails[0] || t("kind.noName");

  const save = async () => {
    setState("busy");
    try {
      await postContact({ clientId, name, phones, emails, card });
      setState("saved");
      toast({ text: t("kind.savedContact", { name }), tone: "ok" });
    } catch (error) {
      setState("new");
      toast({ text: refusalText(error), tone: "warn" });
    }
  };
  return (
    <div className="card">
      <Icon name="user" size={20} />
      <span className="card-b">
        <b>{name}</b>
        {organisation && organisation !== name && (
          <span className="meta muted">{organisation}</span>
        )}
        {phones.map((phone) => (
          <a key={phone} className="link num" href={`tel:${phone.replace(/[^\d+]/g, "")}`}>
            {phone}
          </a>
        ))}
        {emails.map((email) => (
          <a key={email} className="link" href={`mailto:${encodeURIComponent(email)}`}>
            {email}
          </a>
        ))}
        <span className="card-acts">
          {state === "saved" ? (
            <span className="meta is-ok">
              <Icon name="check" size={12} /> {t("kind.saved")}
            </span>
          ) : (
            <button
              type="button"
              className="btn-link"
              disabled={state === "busy"}
              onClick={() => void save()}
            >
              {t("kind.saveContact")}
            </button>
          )}
        </span>
      </span>
    </div>
  );
}
