import { useMemo } from "react";
import { bytes } from "../../texts/format";
import { useTexts } from "../../texts/i18n";
import { Icon } from "../../ui/Icon";
import type { MailWriting } from "../useMail";

/** The words of a signature, as the plain text of the mail will have them. */
function wordsOf(html: string): string {
  const page = new DOMParser().parseFromString(
    html.replace(/<br\s*\/?>|<\/p>/gi, "\n"),
    "text/html",
  );
  return (page.body.textContent ?? "").replace(/\n{2,}/g, "\n").trim();
}

interface Props {
  mail: MailWriting;
  /** Bytes of the files when they are more than a mail takes, else 0. */
  tooMuch: number;
  /** With all its formatting it is longer than the hub takes. */
  tooFormatted: boolean;
}

/** What goes out below the text: the signature, and the mail that is answered. */
export default function MailBelow({ mail, tooMuch, tooFormatted }: Props) {
  const { t, lang } = useTexts();
  const { signature, quotedId } = mail.reply ?? {};
  const words = useMemo(() => (signature ? wordsOf(signature) : ""), [signature]);
  if (!words && !quotedId && !tooMuch && !tooFormatted) return null;
  return (
    <div className="mail-below">
      {tooFormatted && (
        <p className="chips-bad" role="alert">
          <Icon name="alert-circle" size={12} />
          {t("mail.tooFormatted")}
        </p>
      )}
      {tooMuch > 0 && (
        <p className="chips-bad" role="alert">
          <Icon name="alert-circle" size={12} />
          {t("mail.tooMuch", {
            size: bytes(tooMuch, lang),
            limit: bytes(mail.reply?.maxTotal ?? 0, lang),
          })}
        </p>
      )}
      {words && (
        <details>
          <summary>
            <Icon name="chevron-right" size={12} />
            {t("mail.signature")}
          </summary>
          <p className="mail-signature">{words}</p>
        </details>
      )}
      {quotedId && (
        <label className="mail-quotes">
          <input
            type="checkbox"
            checked={mail.quotes}
            onChange={(event) => mail.change({ quotes: event.target.checked })}
          />
          {t("mail.quotes")}
        </label>
      )}
    </div>
  );
}
