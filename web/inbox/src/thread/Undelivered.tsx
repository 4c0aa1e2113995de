import { useState } from "react";
import type { Conversation, Message } from "../../../contract/types";
import { retryMessage } from "../api/calls";
import { mayReply } from "../app/me";
import { refusalText } from "../app/refusals";
import { toast } from "../app/toasts";
import { threads } from "../live/stores";
import { useTexts } from "../texts/i18n";
import { Icon } from "../ui/Icon";

/** Why our message has not arrived, or that nobody knows; and the way to try once more. */
export function Undelivered({ message, chat }: { message: Message; chat: Conversation }) {
  const { t } = useTexts();
  const [busy, setBusy] = useState(false);
  const { status, error } = message;
  if (message.direction !== "outbound") return null;
  if (status === "pending" && error) {
    return (
      <div className="fail is-waiting">
        <Icon name="clock" />
        <span>{t("message.waitsFor", { reason: error })}</span>
      </div>
    );
  }
  if (status !== "failed" && status !== "unknown") return null;
  const why = error ? t("message.notDelivered", { reason: error }) : t("message.status.failed");
  const again = async () => {
    setBusy(true);
    try {
      threads.take(await retryMessage(message.id));
    } catch (refused) {
      toast({ text: refusalText(refused), tone: "warn" });
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className={status === "unknown" ? "fail is-waiting" : "fail"}>
      <Icon name={status === "unknown" ? "alert-triangle" : "alert-circle"} />
      <span>{status === "unknown" ? t("message.unsure") : why}</span>
      {mayReply(chat) && (
        <button type="button" className="btn-link" disabled={busy} onClick={() => void again()}>
          {t(status === "unknown" ? "message.sendAgain" : "message.retry")}
        </button>
      )}
    </div>
  );
}
