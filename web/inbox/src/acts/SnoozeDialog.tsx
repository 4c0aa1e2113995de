import type { Conversation } from "../../../contract/types";
import { snooze } from "../app/acts";
import { useTexts } from "../texts/i18n";
import SnoozePicker from "./SnoozePicker";

/** Until when the chat rests. */
export default function SnoozeDialog({
  chat,
  onClose,
}: {
  chat: Conversation;
  onClose: () => void;
}) {
  const { t } = useTexts();
  return (
    <SnoozePicker
      title={t("acts.snooze.title", { name: chat.contact.name })}
      onClose={onClose}
      onPick={(until) => void snooze(chat, until)}
    />
  );
}
