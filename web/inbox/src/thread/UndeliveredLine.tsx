import { useState } from "react";
import type { Conversation, Message } from "../../../contract/types";
import { retryMessage } from "../api/calls";
import { mayReply } from "../app/me";
import { refusalText } from "../app/refusals";
import { toast } from "../app/toasts";
import { reasonOf } from "../failures/reason";
import { threads } from "../live/stores";
import { useTexts } from "../texts/i18n";
import { Icon } from "../ui/Icon";

/** Why our message has not arrived, or that nobody knows; what to do, and the way to try once more. */
export default function UndeliveredLine(props: { message: Message; chat: Conversation }) {
  const { t } = useTexts();
  const { message, chat } = props;
  const { status, error, errorCode } = message;
  const trouble = { code: errorCode, detail: error };
  if (status === "pending") {
    const reason = reasonOf(chat.channelKind, trouble, t) ?? error ?? "";
    return (
      <div className="fail is-waiting">
        <Icon name="clock" />
        <span className="fail-b">{t("message.waitsFor", { reason })}</span>
      </div>
    );
  }
  const unsure = status === "unknown";
  const reason = reasonOf(chat.channelKind, trouble, t, true);
  const told = error ? t("message.notDelivered", { reason: error }) : t("message.status.failed");
  const why = reason ? `${t("message.status.failed")}. ${reason}` : told;
  return (
    <div className={unsure ? "fail is-waiting" : "fail"}>
      <Icon name={unsure ? "alert-triangle" : "alert-circle"} />
      <span className="fail-b" title={error ?? undefined}>
        {unsure ? t("message.unsure") : why}{" "}
        {mayReply(chat) && <Again message={message} unsure={unsure} />}
      </span>
    </div>
  );
}

function Again({ message, unsure }: { message: Message; unsure: boolean }) {
  const { t } = useTexts();
  const [busy, setBusy] = useState(false);
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
    <button type="button" className="btn-link" disabled={busy} onClick={() => void again()}>
      {t(unsure ? "message.sendAgain" : "message.retry")}
    </button>
  );
}
