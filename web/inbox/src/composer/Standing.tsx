import type { Conversation } from "../../../contract/types";
import { useMinute } from "../live/clock";
import { untilWords } from "../texts/format";
import { type Language, type Translate, useTexts } from "../texts/i18n";
import { Icon } from "../ui/Icon";

/** What the customer's next message would do. */
function reopening(chat: Conversation, now: number, t: Translate, lang: Language): string {
  const until = chat.reopensUntil;
  if (!until || Date.parse(until) <= now) return t("composer.beginsNew");
  return t("composer.reopens", { until: untilWords(until, lang) });
}

function words(chat: Conversation, now: number, t: Translate, lang: Language): string | null {
  if (chat.state === "resolved") {
    const time = chat.resolvedAt ? untilWords(chat.resolvedAt, lang) : "";
    const name = chat.resolvedBy?.name;
    const done = name ? t("composer.resolvedBy", { name, time }) : t("composer.resolved", { time });
    return `${done} ${reopening(chat, now, t, lang)}`;
  }
  if (chat.state === "bot") return t("composer.withBot");
  return chat.assignee ? t("composer.held", { name: chat.assignee.name }) : null;
}

/** Why one cannot answer the customer here, and what one can do. */
export function Standing({ chat, canReply }: { chat: Conversation; canReply: boolean }) {
  const { t, lang } = useTexts();
  const now = useMinute();
  const why = canReply ? null : words(chat, now, t, lang);
  if (!why) return null;
  return (
    <div className="strip strip-card" role="status">
      <Icon name={chat.state === "resolved" ? "check" : "user"} />
      <span className="grow">{why}</span>
    </div>
  );
}
