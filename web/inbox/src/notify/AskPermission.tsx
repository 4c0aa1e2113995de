import { useEffect, useState } from "react";
import type { Conversation } from "../../../contract/types";
import { isMine } from "../app/me";
import { useTexts } from "../texts/i18n";
import { Icon } from "../ui/Icon";
import { hearNews } from "./bell";
import { askPermission, permission } from "./desktop";
import "./notify.css";

const DECLINED = "simpul.desktopDeclined";

/** After the first chat of one's own, with the reason, and only once: the browser's own question
 * cannot be asked again when it was refused. */
export function AskPermission() {
  const { t } = useTexts();
  const [asking, setAsking] = useState(false);
  useEffect(
    () =>
      hearNews(({ type, data }) => {
        const { conversation } = data as { conversation?: Conversation };
        const mine = type === "conversation.assigned" || type === "conversation.transferred";
        if (!mine || !conversation || !isMine(conversation)) return;
        if (permission() === "default" && !localStorage.getItem(DECLINED)) setAsking(true);
      }),
    [],
  );
  if (!asking) return null;
  const answer = async (yes: boolean) => {
    setAsking(false);
    localStorage.setItem(DECLINED, "yes");
    if (yes) await askPermission();
  };
  return (
    <section className="notify-ask" aria-labelledby="notify-ask">
      <span className="notify-ask-i">
        <Icon name="bell" size={20} />
      </span>
      <div>
        <h2 id="notify-ask">{t("notify.ask")}</h2>
        <p>{t("notify.ask.lead")}</p>
        <div className="notify-ask-acts">
          <button
            type="button"
            className="btn btn-small btn-plain"
            onClick={() => void answer(false)}
          >
            {t("notify.ask.no")}
          </button>
          <button
            type="button"
            className="btn btn-small btn-main"
            onClick={() => void answer(true)}
          >
            {t("notify.ask.yes")}
          </button>
        </div>
      </div>
    </section>
  );
}
