import type { Conversation } from "../../../contract/types";
import { intend } from "../app/intents";
import { mayAssign } from "../app/me";
import { go } from "../app/places";
import { isPhone, usePhone } from "../app/useWide";
import { command } from "../commands/commands";
import { type TextKey, useTexts } from "../texts/i18n";
import { Avatar } from "../ui/Avatar";
import { Icon } from "../ui/Icon";
import { LabelChip } from "../ui/LabelChip";
import { MenuButton } from "./MenuButton";
import { Viewers } from "./Viewers";

const STATES = {
  queued: "state.queued",
  handled: "state.handled",
  resolved: "state.resolved",
  bot: "state.bot",
} as const;

/** What was filed as spam, or lies there to be judged, is not called resolved. */
function stateOf({ state, resolveCause }: Conversation): TextKey {
  if (resolveCause === "suspected") return "list.tab.suspected";
  return resolveCause === "spam" ? "list.tab.spam" : STATES[state];
}

/** Commands that have a button of their own where there is room; on a phone they are in the menu. */
const IN_HEAD = ["label", "snooze", "wake", "transfer"];
const IN_MENU = ["takeOver", "requeue", "priority", "resolveNote", "spam", "notSpam"];
/** Exactly these two, under one button. */
const ASSIGN_TO = ["claim", "assign"];

/** Who it is, in which state, who else looks, and what can be done with it. */
export function ThreadHead({ chat }: { chat: Conversation }) {
  const { t } = useTexts();
  const phone = usePhone();
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
      <Who chat={chat} />
      <HeadLabels chat={chat} />
      <Viewers conversationId={chat.id} />
      {!phone && IN_HEAD.map((id) => <IconAct key={id} chat={chat} id={id} />)}
      <MenuButton
        chat={chat}
        commands={phone ? [...IN_HEAD, ...IN_MENU, "panel"] : IN_MENU}
        className="ib"
        label={t("acts.more")}
      >
        <Icon name={phone ? "dots-vertical" : "dots"} size={20} />
      </MenuButton>
      <AssignTo chat={chat} />
      <Act chat={chat} id="resolve" />
      {!phone && (
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
      )}
    </header>
  );
}

function Who({ chat }: { chat: Conversation }) {
  const { t } = useTexts();
  const where = [t(stateOf(chat)), chat.departmentName].filter(Boolean).join(", ");
  return (
    <div className="who">
      <Avatar name={chat.contact.name} size={28} />
      <h1 className="ell" title={chat.contact.name}>
        {chat.contact.name}
      </h1>
      <span className="chip chip-line who-state" title={where}>
        {where}
      </span>
    </div>
  );
}

/** "Assign to" with its two options for who may give it to others; else the one act. */
function AssignTo({ chat }: { chat: Conversation }) {
  const { t } = useTexts();
  if (!mayAssign(chat)) return <Act chat={chat} id="claim" main />;
  return (
    <MenuButton
      chat={chat}
      commands={ASSIGN_TO}
      className="btn btn-main act-to"
      label={t("command.assignTo")}
    >
      <Icon name="user-check" />
      <span>{t("command.assignTo")}</span>
      <Icon name="chevron-down" size={12} />
    </MenuButton>
  );
}

function IconAct({ chat, id }: { chat: Conversation; id: string }) {
  const { t } = useTexts();
  const { icon, label, keys, when, perform } = command(id);
  if (!when?.(chat)) return null;
  return (
    <button
      type="button"
      className={id === "wake" ? "ib is-on" : "ib"}
      aria-label={t(label)}
      aria-keyshortcuts={keys}
      data-tip={t(label)}
      data-tip-keys={keys}
      onClick={() => perform(chat)}
    >
      <Icon name={icon} size={20} />
    </button>
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

/** What it is about; the side panel has all of them where there is no room here. */
function HeadLabels({ chat }: { chat: Conversation }) {
  const labels = chat.labels ?? [];
  if (labels.length === 0) return null;
  return (
    <span className="head-labels">
      {labels.slice(0, 2).map((label) => (
        <LabelChip key={label.id} label={label} />
      ))}
      {labels.length > 2 && (
        <span className="chip" title={labels.map(({ name }) => name).join(", ")}>
          +{labels.length - 2}
        </span>
      )}
    </span>
  );
}
