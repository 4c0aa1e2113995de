import { useState } from "react";
import { useTexts } from "../../texts/i18n";
import type { MailLine, MailWriting } from "../useMail";
import { Recipients } from "./Recipients";
import "../../texts/mail";

/** Who gets the mail, and what it is about. */
export default function MailTop({ mail }: { mail: MailWriting }) {
  const { t } = useTexts();
  const [opened, setOpened] = useState<readonly MailLine[]>([]);
  const known = mail.reply?.known ?? null;
  const shows = (line: MailLine) => mail[line].length > 0 || opened.includes(line);
  const line = (name: MailLine) => ({
    label: t(`mail.${name}`),
    addresses: mail[name],
    known,
    onChange: (all: string[]) => mail.change({ [name]: all }),
    onWrong: (wrong: boolean) => mail.setWrong(name, wrong),
  });
  const open = (name: MailLine) => setOpened((all) => [...all, name]);
  return (
    <div className="mail-top">
      <Recipients {...line("to")}>
        <span className="rcpt-more">
          <ReplyAll mail={mail} />
          {!shows("cc") && (
            <button type="button" className="btn-link" onClick={() => open("cc")}>
              {t("mail.cc")}
            </button>
          )}
          {!shows("bcc") && (
            <button type="button" className="btn-link" onClick={() => open("bcc")}>
              {t("mail.bcc")}
            </button>
          )}
        </span>
      </Recipients>
      {shows("cc") && <Recipients {...line("cc")} focused={opened.includes("cc")} />}
      {shows("bcc") && <Recipients {...line("bcc")} focused={opened.includes("bcc")} />}
      <div className="rcpt">
        <label className="rcpt-label" htmlFor="mail-subject">
          {t("mail.subject")}
        </label>
        <input
          id="mail-subject"
          className="rcpt-in"
          maxLength={500}
          value={mail.subject}
          autoComplete="off"
          onChange={(event) => mail.change({ subject: event.target.value })}
        />
      </div>
    </div>
  );
}

/** To the writer alone, or to all who had the last mail: one press, with how many that are. */
function ReplyAll({ mail }: { mail: MailWriting }) {
  const { t } = useTexts();
  const others = mail.reply?.cc ?? [];
  if (others.length === 0) return null;
  const all = mail.cc.length > 0;
  return (
    <button
      type="button"
      className="btn-link"
      title={others.join(", ")}
      onClick={() => mail.change({ cc: all ? [] : others })}
    >
      {all ? t("mail.replyOne") : t("mail.replyAll", { count: others.length + 1 })}
    </button>
  );
}
