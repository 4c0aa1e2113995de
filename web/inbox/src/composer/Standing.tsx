import type { Conversation } from "../../../contract/types";
import { clock } from "../texts/format";
import { type Language, type Translate, useTexts } from "../texts/i18n";
import { Icon } from "../ui/Icon";

function words(chat: Conversation, t: Translate, lang: Language): string | null {
  if (chat.state === "resolved") {
    const time = chat.resolvedAt ? clock(chat.resolvedAt, lang) : "";
    const name = chat.resolvedBy?.name;
    return name ? t("composer.resolvedBy", { name, time }) : t("composer.resolved", { time });
  }
  if (chat.state === "bot") return t("composer.withBot");
  return chat.assignee ? t("composer.held", { name: chat.assignee.name }) : null;
}

/** Why one cannot answer the customer here, and what one can do. */
export function Standing({ chat, canReply }: { chat: Conversation; canReply: boolean }) {
  const { t, lang } = useTexts();
  const why = canReply ? null : words(chat, t, lang);
  if (!why) return null;
  return (
    <div className="strip strip-card" role="status">
      <Icon name={chat.state === "resolved" ? "check" : "user"} />
      <span className="grow">{why}</span>
    </div>
  );
}
