import type { Conversation } from "../../../contract/types";
import { intend } from "../app/intents";
import { go } from "../app/places";
import { isPhone } from "../app/useWide";
import { command } from "../commands/commands";
import { useTexts } from "../texts/i18n";
import { Avatar } from "../ui/Avatar";
import { Icon } from "../ui/Icon";
import { Viewers } from "./Viewers";

const STATES = {
  queued: "state.queued",
  handled: "state.handled",
  resolved: "state.resolved",
  bot: "state.bot",
} as const;

/** Who it is, in which state, who else looks, and what can be done with it. */
export function ThreadHead({ chat }: { chat: Conversation }) {
  const { t } = useTexts();
  const where = [t(STATES[chat.state]), chat.departmentName].filter(Boolean).join(", ");
  return (
    <header className="hd">
      <button
        type="button"
        className="ib thread-back"
        aria-label={t("thread.back")}
        data-tip={t("thread.back")}
        data-tip-keys="Esc"
        onClick={() => go({ chat: null })}
      >
        <Icon name="arrow-left" size={20} />
      </button>
      <div className="who">
        <Avatar name={chat.contact.name} size={28} />
        <h1 className="ell" title={chat.contact.name}>
          {chat.contact.name}
        </h1>
        <span className="chip chip-line who-state" title={where}>
          {where}
        </span>
      </div>
      <Viewers conversationId={chat.id} />
      <Act chat={chat} id="claim" main />
      <Act chat={chat} id="resolve" />
      <button
        type="button"
        className="ib"
        aria-label={t("thread.details")}
        data-tip={t("thread.details")}
        data-tip-keys="I"
        onClick={() => intend("panel.toggle")}
      >
        <Icon name="layout-sidebar-right" size={20} />
      </button>
    </header>
  );
}

/** A command as a button; not there at all when it would do nothing. */
function Act({ chat, id, main }: { chat: Conversation; id: string; main?: boolean }) {
  const { t } = useTexts();
  const { icon, label, keys, when, perform } = command(id);
  if (!when?.(chat)) return null;
  return (
    <button
      type="button"
      className={main ? "btn btn-main act" : "btn act"}
      aria-keyshortcuts={keys}
      data-tip={t(label)}
      data-tip-keys={keys}
      onClick={() => {
        perform(chat);
        // The button is about to go: the focus goes where one works on.
        if (id === "claim" && !isPhone()) intend("composer.focus", "reply");
        else intend("thread.focus");
      }}
    >
      <Icon name={icon} />
      <span>{t(label)}</span>
    </button>
  );
}
