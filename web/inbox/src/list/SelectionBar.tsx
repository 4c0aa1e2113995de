import { useState } from "react";
import type { Conversation } from "../../../contract/types";
import { MOST_AT_ONCE } from "../api/bulk";
import { resolveMany } from "../app/bulkActs";
import { type BulkDialog, intend } from "../app/intents";
import { mayAssign, mayHandOn, mayLabel, mayResolve } from "../app/me";
import { number } from "../texts/format";
import { useTexts } from "../texts/i18n";
import { Icon } from "../ui/Icon";
import type { IconName } from "../ui/iconPaths";
import { chooseAll, stopChoosing, useSelection } from "./selection";
import type { Settled } from "./settled";
import "../texts/chat";
import "./selection.css";

interface Act {
  id: BulkDialog | "resolve" | "spam";
  icon: IconName;
  may: (chat: Conversation) => boolean;
}

const ACTS: readonly Act[] = [
  { id: "share", icon: "arrows-split-2", may: mayAssign },
  { id: "transfer", icon: "switch-horizontal", may: mayHandOn },
  { id: "label", icon: "tag", may: mayLabel },
  { id: "snooze", icon: "alarm-snooze", may: mayHandOn },
  { id: "resolve", icon: "check", may: mayResolve },
  { id: "spam", icon: "ban", may: mayResolve },
];

/** What can be done with all chosen chats at once; each act takes those that it may be done with. */
export default function SelectionBar({ rows }: { rows: readonly Settled[] }) {
  const { t, lang } = useTexts();
  const chosen = useSelection();
  const [busy, setBusy] = useState(false);
  if (!chosen) return null;
  const shown = rows.filter((row) => !row.departure);
  const chats = shown.filter((row) => chosen.has(row.id)).map((row) => row.chat);
  const most = Math.min(shown.length, MOST_AT_ONCE);
  const perform = async (act: Act) => {
    const fit = chats.filter(act.may);
    if (act.id !== "resolve" && act.id !== "spam")
      return intend("bulk.open", { act: act.id, chats: fit });
    setBusy(true);
    const done = await resolveMany(fit, act.id === "spam");
    setBusy(false);
    if (done) stopChoosing();
  };
  return (
    <div className="picked" data-testid="selection">
      <div className="picked-head">
        <span role="status" className="grow">
          {t("select.count", { count: chats.length, n: number(chats.length, lang) })}
        </span>
        <button
          type="button"
          className="btn btn-small btn-plain"
          onClick={() => chooseAll(shown.slice(0, most).map((row) => row.id))}
        >
          {t("select.all", { n: number(most, lang) })}
        </button>
        <button
          type="button"
          className="ib ib-small"
          aria-label={t("select.stop")}
          data-tip={t("select.stop")}
          data-tip-keys="Esc"
          onClick={stopChoosing}
        >
          <Icon name="x" />
        </button>
      </div>
      <div className="picked-acts" role="toolbar" aria-label={t("select.acts")}>
        {ACTS.filter((act) => shown.some((row) => act.may(row.chat))).map((act) => (
          <button
            key={act.id}
            type="button"
            className="ib"
            aria-label={t(`select.${act.id}`)}
            data-tip={t(`select.${act.id}`)}
            disabled={busy || !chats.some(act.may)}
            onClick={() => void perform(act)}
          >
            <Icon name={act.icon} size={20} />
          </button>
        ))}
      </div>
    </div>
  );
}
