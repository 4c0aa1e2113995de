import type { Conversation } from "../../../contract/types";
import { label as setLabels } from "../app/acts";
import { useTexts } from "../texts/i18n";
import LabelPicker from "./LabelPicker";

/** Which labels the chat has. */
export default function LabelDialog({
  chat,
  onClose,
}: {
  chat: Conversation;
  onClose: () => void;
}) {
  const { t } = useTexts();
  return (
    <LabelPicker
      title={t("label.title", { name: chat.contact.name })}
      before={(chat.labels ?? []).map((each) => each.id)}
      onClose={onClose}
      onSave={(ids) => setLabels(chat, ids)}
    />
  );
}
