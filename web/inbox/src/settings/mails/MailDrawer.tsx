import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { SystemMailText } from "../../../../contract/types";
import { getMail, getMailLink, sendMail } from "../../api/accounts";
import { queryClient } from "../../api/queryClient";
import { toast } from "../../app/toasts";
import { exactly } from "../../texts/format";
import { useTexts } from "../../texts/i18n";
import { Icon } from "../../ui/Icon";
import { Loaded } from "../kit/Loaded";
import { SideDrawer } from "../kit/SideDrawer";
import { LinkDialog } from "../members/LinkDialog";
import { refused } from "../members/refused";
import { MailMark } from "./MailMark";

const SENDABLE: readonly SystemMailText["state"][] = ["kept", "failed", "unknown"];

/** One mail: its words without the secret, why it stands where it stands, and what can be done. */
export function MailDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTexts();
  const [link, setLink] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const mail = useQuery({
    queryKey: ["mails", id],
    queryFn: ({ signal }) => getMail(id, signal),
    refetchInterval: 5_000,
  });
  const attempt = async (act: () => Promise<unknown>) => {
    setBusy(true);
    try {
      await act();
    } catch (error) {
      toast({ text: refused(error), tone: "warn" });
    }
    setBusy(false);
    await queryClient.invalidateQueries({ queryKey: ["mails"] });
  };
  const ended = mail.data?.trouble === "link_ended";
  return (
    <SideDrawer
      title={mail.data?.subject ?? t("mails.one")}
      onClose={onClose}
      foot={
        <>
          {mail.data?.hasLink && (
            <button
              type="button"
              className="btn"
              disabled={busy}
              onClick={() => void attempt(async () => setLink((await getMailLink(id)).url))}
            >
              <Icon name="copy" />
              {t("invites.copy")}
            </button>
          )}
          {mail.data && !ended && SENDABLE.includes(mail.data.state) && (
            <button
              type="button"
              className="btn btn-main"
              disabled={busy}
              onClick={() => void attempt(() => sendMail(id))}
            >
              {t("mails.send")}
            </button>
          )}
        </>
      }
    >
      <Loaded query={mail}>{(shown) => <Words mail={shown} />}</Loaded>
      {link && <LinkDialog url={link} onClose={() => setLink(null)} />}
    </SideDrawer>
  );
}

function Words({ mail }: { mail: SystemMailText }) {
  const { t, lang } = useTexts();
  const times: [string, string | null | undefined][] = [
    [t("mails.written"), mail.createdAt],
    [t("mails.sentAt"), mail.sentAt],
    [t("mails.nextTry"), mail.nextTryAt],
  ];
  return (
    <>
      <dl className="mail-facts">
        <dt>{t("mails.to")}</dt>
        <dd>{mail.to}</dd>
        <dt>{t("mails.state")}</dt>
        <dd>
          <MailMark mail={mail} />
        </dd>
        {times.map(
          ([name, at]) =>
            at && (
              <div key={name} className="mail-fact">
                <dt>{name}</dt>
                <dd>{exactly(at, lang)}</dd>
              </div>
            ),
        )}
      </dl>
      {mail.trouble && (
        <div className="mail-notice">
          <p>{t(`mails.why.${mail.trouble}`)}</p>
          {mail.error && <p className="mail-error">{mail.error}</p>}
        </div>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long mail is scrolled by keyboard as well */}
      <pre className="mail-words" tabIndex={0}>
        {mail.text}
      </pre>
    </>
  );
}
