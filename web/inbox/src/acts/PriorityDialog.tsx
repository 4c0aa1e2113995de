import type { Conversation, Priority } from "../../../contract/types";
import { setPriority } from "../app/acts";
import { useTexts } from "../texts/i18n";
import { PRIORITIES, priorityIcon } from "../ui/priorities";
import { Dialog } from "./Dialog";
import { OptionList } from "./OptionList";

/** How urgent it is: in the queue it moves to its new place at once. */
export default function PriorityDialog({
  chat,
  onClose,
}: {
  chat: Conversation;
  onClose: () => void;
}) {
  const { t } = useTexts();
  const title = t("acts.priority.title", { name: chat.contact.name });
  return (
    <Dialog title={title} onClose={onClose} width={360}>
      <OptionList
        label={title}
        present={chat.priority}
        options={PRIORITIES.map((each) => ({
          id: each,
          icon: priorityIcon(each),
          label: t(`priority.${each}`),
        }))}
        onChoose={(id) => {
          onClose();
          void setPriority(chat, id as Priority);
        }}
      />
    </Dialog>
  );
}
