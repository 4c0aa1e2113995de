import type { Conversation } from "../../../contract/types";
import { assign, transfer } from "../app/acts";
import { isMine } from "../app/me";
import { useTexts } from "../texts/i18n";
import TargetPicker from "./TargetPicker";
import type { AnyTarget } from "./targets";

interface Props {
  chat: Conversation;
  act: "assign" | "transfer";
  find?: string | undefined;
  onClose: () => void;
}

/** Assign or transfer one chat. */
export default function HandOnDialog({ chat, act, find, onClose }: Props) {
  const { t } = useTexts();
  return (
    <TargetPicker
      chat={chat}
      act={act}
      find={find}
      title={t(`acts.${act}.title`, { name: chat.contact.name })}
      then={(target) => t(consequence(chat, target), { name: target.name })}
      onClose={onClose}
      onGive={(to, note) => (act === "assign" ? assign(chat, to) : transfer(chat, to, note))}
    />
  );
}

/** What happens then, in words, before it does. */
function consequence(chat: Conversation, target: AnyTarget) {
  if (target.kind === "department") {
    return isMine(chat) ? "acts.then.departmentMine" : "acts.then.department";
  }
  if (target.state === "offline") return "acts.then.offline";
  if (target.state === "away") return "acts.then.away";
  return isMine(chat) ? "acts.then.memberMine" : "acts.then.member";
}
