import type { Message } from "../../../../contract/types";
import { type TextKey, useTexts } from "../../texts/i18n";
import { Icon } from "../../ui/Icon";

type Mail = NonNullable<Message["email"]>;

/** What a code of RFC 3463 means to a person. */
function reason(status: string | null | undefined, gaveUp = false): TextKey {
  if (!status) return "mail.bounced.unknown";
  if (/^\d\.1\.\d/.test(status)) return "mail.bounced.address";
  if (/^\d\.2\.2/.test(status)) return "mail.bounced.full";
  if (/^\d\.2\.1/.test(status)) return "mail.bounced.disabled";
  if (/^\d\.(3\.4|2\.3)/.test(status)) return "mail.bounced.size";
  if (/^\d\.7\./.test(status)) return "mail.bounced.policy";
  if (/^4\./.test(status) && !gaveUp) return "mail.bounced.later";
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
      {(mail.bounced ?? []).map(({ address, status, gaveUp }) => (
        <p className="mail-mark is-bad" key={address}>
          <Icon name="alert-circle" />
          <span>
            {t(reason(status, gaveUp), { address })}
            {status && <span className="muted"> ({status})</span>}
          </span>
        </p>
      ))}
    </>
  );
}
