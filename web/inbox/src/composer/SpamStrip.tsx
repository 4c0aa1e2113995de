import type { Conversation } from "../../../contract/types";
import { intend } from "../app/intents";
import { mayBlock, mayJudge } from "../app/me";
import { command } from "../commands/commands";
import { useMinute } from "../live/clock";
import { untilWords } from "../texts/format";
import { useTexts } from "../texts/i18n";
import { Icon } from "../ui/Icon";

/** Why it is held for spam, and what one can say to that. */
export default function SpamStrip({ chat }: { chat: Conversation }) {
  const { t } = useTexts();
  const suspected = chat.resolveCause === "suspected";
  return (
    <div className="strip strip-card strip-wrap" role="status" data-testid="spam-strip">
      <Icon name={suspected ? "alert-triangle" : "ban"} />
      <span className="grow">{useWords(chat)}</span>
      {suspected && mayJudge(chat) && <Act id="spam" chat={chat} />}
      {!suspected && mayBlock(chat) && <Act id="block" chat={chat} />}
      {mayJudge(chat) && <Act id="notSpam" chat={chat} />}
      {suspected && !mayJudge(chat) && <span className="muted">{t("spam.others")}</span>}
    </div>
  );
}

function useWords(chat: Conversation): string {
  const { t, lang } = useTexts();
  useMinute();
  if (chat.resolveCause === "suspected") {
    const unchecked = chat.suspicions?.includes("sender_check");
    return t(unchecked ? "spam.senderCheck" : "spam.marked");
  }
  const name = chat.resolvedBy?.name;
  const time = chat.resolvedAt ? untilWords(chat.resolvedAt, lang) : "";
  return name ? t("spam.calledBy", { name, time }) : t("spam.filed", { time });
}

function Act({ id, chat }: { id: string; chat: Conversation }) {
  const { t } = useTexts();
  const { icon, label, perform } = command(id);
  return (
    <button
      type="button"
      className="btn btn-small"
      onClick={() => {
        perform(chat);
        // The button is about to go.
        if (id !== "block") intend("thread.focus");
      }}
    >
      <Icon name={icon} />
      <span>{t(label)}</span>
    </button>
  );
}
