import { useState } from "react";
import type { Contact } from "../../../contract/types";
import { revealNik, useContactFields } from "../api/contacts";
import { me } from "../app/me";
import { refusalText } from "../app/refusals";
import { toast } from "../app/toasts";
import { useTexts } from "../texts/i18n";
import { Icon } from "../ui/Icon";
import { spokenPhone } from "../ui/phones";
import { Copyable } from "./Copyable";
import { Fact } from "./Fact";

/** How he is reached. */
export function ContactAddresses({ contact }: { contact?: Contact | undefined }) {
  const { t } = useTexts();
  return (
    <>
      {(contact?.phones ?? []).map((phone, at) => (
        <Fact key={phone} name={at === 0 ? t("contact.phone") : ""}>
          <Copyable text={spokenPhone(phone)} copies={phone} />
        </Fact>
      ))}
      {(contact?.emails ?? []).map((email, at) => (
        <Fact key={email} name={at === 0 ? t("contact.email") : ""}>
          <Copyable text={email} />
        </Fact>
      ))}
      <Fact name={t("contact.address")}>
        {contact?.address && <span className="lines">{contact.address}</span>}
      </Fact>
    </>
  );
}

/** How urgent his new chats are, where that is not as usual. */
export function ContactPriority({ contact }: { contact?: Contact | undefined }) {
  const { t } = useTexts();
  const priority = contact?.priority;
  return <Fact name={t("contact.priority")}>{priority && t(`priority.${priority}`)}</Fact>;
}

/** Who he is: birthday, identity number, and what the house wants to know besides. */
export function ContactParticulars({ contact }: { contact?: Contact | undefined }) {
  const { t, lang } = useTexts();
  const own = useContactFields().data?.items ?? [];
  if (!contact) return null;
  const custom = contact.custom ?? {};
  return (
    <>
      <Fact name={t("contact.birthday")}>{contact.birthday && day(contact.birthday, lang)}</Fact>
      <Fact name={t("contact.nik")}>
        {contact.nik && <NikShown key={contact.nik} id={contact.id} masked={contact.nik} />}
      </Fact>
      {own
        .filter(({ id }) => custom[id] !== undefined)
        .map((field) => (
          <Fact key={field.id} name={field.name}>
            <span className="lines">{shown(custom[field.id], field.type, lang)}</span>
          </Fact>
        ))}
    </>
  );

  function shown(value: unknown, type: string, language: string): string {
    if (typeof value === "boolean") return t(value ? "contact.yes" : "contact.no");
    if (Array.isArray(value)) return value.join(", ");
    if (typeof value === "number") return new Intl.NumberFormat(PLACES[language]).format(value);
    return type === "date" ? day(String(value), language) : String(value);
  }
}

const PLACES: Record<string, string> = { en: "en-GB", id: "id-ID" };

/** A day without a time has no zone. */
export const day = (date: string, language: string): string =>
  new Intl.DateTimeFormat(PLACES[language], { dateStyle: "long", timeZone: "UTC" }).format(
    new Date(`${date}T00:00:00Z`),
  );

/** Masked; supervisors may look, which is noted. */
function NikShown({ id, masked }: { id: string; masked: string }) {
  const { t } = useTexts();
  const [whole, setWhole] = useState<string | null>(null);
  const look = async () => {
    try {
      setWhole((await revealNik(id)).nik ?? null);
    } catch (error) {
      toast({ text: refusalText(error), tone: "warn" });
    }
  };
  if (whole) return <Copyable text={whole} />;
  return (
    <span className="copyable">
      <span className="num">{masked}</span>
      {me().role !== "agent" && (
        <button
          type="button"
          className="copy"
          aria-label={t("contact.nikShow")}
          data-tip={t("contact.nikShow")}
          onClick={() => void look()}
        >
          <Icon name="eye" size={12} />
        </button>
      )}
    </span>
  );
}
