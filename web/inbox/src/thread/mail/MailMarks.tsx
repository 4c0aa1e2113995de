import type { Message } from "../../../../contract/types";
import { type TextKey, useTexts } from "../../texts/i18n";
import { Icon } from "../../ui/Icon";

type Mail = NonNullable<Message["email"]>;
type Bounced = NonNullable<Mail["bounced"]>[number];

/** It may still arrive. */
const isOpen = ({ status, gaveUp, unsure }: Bounced) =>
  unsure || (!gaveUp && (status ?? "").startsWith("4."));

function icon(bounced: Bounced) {
  if (bounced.unsure) return "alert-triangle";
  return isOpen(bounced) ? "clock" : "alert-circle";
}

/** What a code of RFC 3463 means to a person. */
function reason(bounced: Bounced): TextKey {
  const { status, unsure } = bounced;
  if (unsure) return "mail.bounced.unsure";
  if (!status) return "mail.bounced.unknown";
  if (isOpen(bounced)) return "mail.bounced.later";
  if (/^\d\.1\.\d/.test(status)) return "mail.bounced.address";
  if (/^\d\.2\.2/.test(status)) return "mail.bounced.full";
  if (/^\d\.2\.1/.test(status)) return "mail.bounced.disabled";
  if (/^\d\.(3\.4|2\.3)/.test(status)) return "mail.bounced.size";
  if (/^\d\.7\./.test(status)) return "mail.bounced.policy";
  return "mail.bounced.unknown";
}

/** Came back, written by a machine, or taken for spam by its provider: said at the mail itself. */
export function MailMarks({ mail }: { mail: Mail }) {
  const { t } = useTexts();
  return (
    <>
      {mail.suspected && (
        <p className="mail-mark is-warn">
          <Icon name="alert-triangle" />
          <span>{t("mail.suspected")}</span>
        </p>
      )}
      {mail.isAuto && (
        <p className="mail-mark">
          <Icon name="info-circle" />
          <span>{t("mail.auto")}</span>
        </p>
      )}
      {(mail.bounced ?? []).map((bounced) => (
        <p className={`mail-mark ${isOpen(bounced) ? "is-warn" : "is-bad"}`} key={bounced.address}>
          <Icon name={icon(bounced)} />
          <span>
            {t(reason(bounced), { address: bounced.address })}
            {bounced.status && <span className="muted"> ({bounced.status})</span>}
          </span>
        </p>
      ))}
    </>
  );
}
