import { useState } from "react";
import type { Department, Invitation } from "../../../../contract/types";
import { getInvitationLink, resendInvitation, revokeInvitation } from "../../api/accounts";
import { queryClient } from "../../api/queryClient";
import { toast } from "../../app/toasts";
import { useMinute } from "../../live/clock";
import { exactly, listTime } from "../../texts/format";
import { type Translate, useTexts } from "../../texts/i18n";
import { Icon } from "../../ui/Icon";
import { Ask } from "../kit/Ask";
import { LinkDialog } from "./LinkDialog";
import { refused } from "./refused";
import { useInvitations } from "./useStaff";

/** Who was invited and has not come yet, above the members. Nothing while there is nobody. */
export function PendingInvitations({ departments }: { departments: Department[] }) {
  const { t } = useTexts();
  const open = useInvitations().data?.items ?? [];
  const [revoking, setRevoking] = useState<Invitation | null>(null);
  const [link, setLink] = useState<string | null>(null);
  if (open.length === 0) return null;
  return (
    <section className="set-section" aria-label={t("invites.pending")}>
      <div className="set-section-h">
        <h2>
          {t("invites.pending")} <span className="muted num">{open.length}</span>
        </h2>
      </div>
      <ul className="invites">
        {open.map((one) => (
          <Row
            key={one.id}
            invitation={one}
            departments={departments}
            onRevoke={() => setRevoking(one)}
            onLink={setLink}
          />
        ))}
      </ul>
      {revoking && (
        <Ask
          title={t("invites.revoke.title")}
          lead={t("invites.revoke.lead", { email: revoking.email })}
          yes={t("invites.revoke")}
          danger
          onYes={() => {
            void attempt(() => revokeInvitation(revoking.id), t("invites.revoked"));
            setRevoking(null);
          }}
          onNo={() => setRevoking(null)}
        />
      )}
      {link && <LinkDialog url={link} onClose={() => setLink(null)} />}
    </section>
  );
}

async function attempt(act: () => Promise<unknown>, done: string): Promise<void> {
  try {
    await act();
    toast({ text: done, tone: "ok" });
  } catch (error) {
    toast({ text: refused(error), tone: "warn" });
  }
  await queryClient.invalidateQueries({ queryKey: ["invitations"] });
}

interface RowProps {
  invitation: Invitation;
  departments: Department[];
  onRevoke: () => void;
  onLink: (url: string) => void;
}

function Row({ invitation, departments, onRevoke, onLink }: RowProps) {
  const { t, lang } = useTexts();
  const now = useMinute();
  const [busy, setBusy] = useState(false);
  const { id, email, role, departmentIds, sentAt, expiresAt, invitedBy } = invitation;
  const expired = Date.parse(expiresAt) <= now;
  const places = departments.filter((one) => departmentIds.includes(one.id)).map((one) => one.name);
  const resend = async () => {
    setBusy(true);
    await attempt(() => resendInvitation(id), t("invites.resent", { email }));
    setBusy(false);
  };
  const copy = async () => {
    try {
      onLink((await getInvitationLink(id)).url);
    } catch (error) {
      toast({ text: refused(error), tone: "warn" });
    }
  };
  return (
    <li className="invite-row">
      <span className="who-words">
        <span className="who-name">{email}</span>
        <span className="who-email">
          {[t(`role.${role}`), ...places].join(" · ")} ·{" "}
          <time dateTime={sentAt} data-tip={exactly(sentAt, lang)}>
            {t("invites.by", { name: invitedBy.name, time: listTime(sentAt, lang, now) })}
          </time>
        </span>
      </span>
      <Standing invitation={invitation} expired={expired} t={t} />
      <span className="invite-acts">
        {!expired && (
          <button type="button" className="btn btn-small" onClick={() => void copy()}>
            <Icon name="copy" size={12} />
            {t("invites.copy")}
          </button>
        )}
        <button
          type="button"
          className="btn btn-small"
          disabled={busy}
          onClick={() => void resend()}
        >
          <Icon name="send" size={12} />
          {t("invites.resend")}
        </button>
        <button type="button" className="btn btn-small btn-plain" onClick={onRevoke}>
          {t("invites.revoke")}
        </button>
      </span>
    </li>
  );
}

/** How far the mail got: only what one should act upon has a colour. */
function Standing({
  invitation: { mailState, mailTrouble },
  expired,
  t,
}: {
  invitation: Invitation;
  expired: boolean;
  t: Translate;
}) {
  const bad = expired || mailState === "failed" || mailState === "unknown";
  const warn = mailState === "kept" || (mailState === "pending" && mailTrouble);
  const words = expired
    ? t("invites.expired")
    : mailState === "pending" && mailTrouble
      ? t(`mails.trouble.${mailTrouble}`)
      : t(`mails.state.${mailState}`);
  return (
    <span className={bad ? "mark mark-bad" : warn ? "mark mark-warn" : "mark"}>
      <Icon name={bad ? "alert-circle" : mailState === "sent" ? "check" : "clock"} size={12} />
      {words}
    </span>
  );
}
