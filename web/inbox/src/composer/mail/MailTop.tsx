import { useState } from "react";
import { useTexts } from "../../texts/i18n";
import { Icon } from "../../ui/Icon";
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
  const [whole, setWhole] = useState(false);
  if (!whole && !mail.wrong && mail.to.length > 0)
    return <Summary mail={mail} onOpen={() => setWhole(true)} />;
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

/** All of it in one line, as it mostly stays; a press opens it. */
function Summary({ mail, onOpen }: { mail: MailWriting; onOpen: () => void }) {
  const { t } = useTexts();
  const known = mail.reply?.known;
  const heard = [...mail.to, ...mail.cc, ...mail.bcc];
  const fresh = known && heard.some((one) => !known.includes(one.toLowerCase()));
  const copies = [
    ...(mail.cc.length ? [`${t("mail.cc")} ${mail.cc.join(", ")}`] : []),
    ...(mail.bcc.length ? [`${t("mail.bcc")} ${mail.bcc.join(", ")}`] : []),
  ];
  return (
    <button
      type="button"
      className="mail-summary"
      aria-expanded={false}
      aria-description={t("mail.change")}
      title={[mail.to.join(", "), ...copies, mail.subject].join("\n")}
      onClick={onOpen}
    >
      <span className="muted">{t("mail.to")}</span>
      <span className="ell mail-summary-to">{[mail.to.join(", "), ...copies].join(" · ")}</span>
      {fresh && <span className="rcpt-new is-fresh">{t("mail.new")}</span>}
      <span className="ell mail-summary-subject">{mail.subject}</span>
      <Icon name="chevron-down" size={12} />
    </button>
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
