import { useState } from "react";
import type { Member } from "../../../../contract/types";
import { getStanding, patchMember } from "../../api/accounts";
import { queryClient } from "../../api/queryClient";
import { toast } from "../../app/toasts";
import { useTexts } from "../../texts/i18n";
import { Ask } from "../kit/Ask";
import { Section } from "../kit/Section";
import { refused } from "./refused";

/** Deactivating, which asks once and names what follows; and the way back. */
export function MemberSwitch({ member, isMe }: { member: Member; isMe: boolean }) {
  const { t } = useTexts();
  const [open, setOpen] = useState<number | null>(null);
  const [busy, setBusy] = useState(false);
  const active = member.state === "active";

  const ask = async () => {
    setBusy(true);
    try {
      setOpen((await getStanding(member.id)).openConversations);
    } catch (error) {
      toast({ text: refused(error), tone: "warn" });
    }
    setBusy(false);
  };
  const set = async (state: Member["state"]) => {
    setBusy(true);
    try {
      await patchMember(member.id, { state });
      toast({ text: t(`members.now.${state}`, { name: member.name }), tone: "ok" });
      setOpen(null);
    } catch (error) {
      toast({ text: refused(error), tone: "warn" });
    }
    setBusy(false);
    await queryClient.invalidateQueries({ queryKey: ["members"] });
  };

  return (
    <Section
      title={t("members.account")}
      lead={t(active ? "members.active.lead" : "members.deactivated.lead")}
    >
      <div>
        <button
          type="button"
          className="btn"
          disabled={busy}
          onClick={() => void (active ? ask() : set("active"))}
        >
          {t(active ? "members.deactivate" : "members.reactivate")}
        </button>
      </div>
      {open !== null && (
        <Ask
          title={t("members.deactivate.title", { name: member.name })}
          lead={
            <>
              {t(isMe ? "members.deactivate.self" : "members.deactivate.lead")}{" "}
              {open > 0 && t("members.deactivate.chats", { count: open })}
            </>
          }
          yes={t("members.deactivate")}
          danger
          busy={busy}
          onYes={() => void set("deactivated")}
          onNo={() => setOpen(null)}
        />
      )}
    </Section>
  );
}
