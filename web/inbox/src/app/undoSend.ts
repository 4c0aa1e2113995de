import type { Message } from "../../../contract/types";
import { secondsLeft } from "../live/held";
import { conversations } from "../live/stores";
import { span } from "../texts/format";
import { t } from "../texts/i18n";
import { offerUndo } from "./undo";

/** Takes back what is held; the composer's code comes when it is needed. */
export const undoSend = async (message: Message): Promise<void> =>
  (await import("../composer/takeBack")).takeBack(message);

/** Says when it goes out, and keeps the way back until then. */
export function offerUndoSend(message: Message): void {
  const seconds = secondsLeft(message, Date.now());
  if (seconds === 0) return;
  const name = conversations.get(message.conversationId)?.contact.name ?? "";
  offerUndo({
    name: "sent",
    text: t("act.goesOut", { name, time: span(seconds) }),
    lasts: seconds * 1000,
    keys: "Ctrl Z",
    tone: "plain",
    undo: () => undoSend(message),
  });
}
