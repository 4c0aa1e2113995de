import type { Conversation } from "../../../contract/types";
import * as acts from "../app/acts";
import { intend } from "../app/intents";
import { mayClaim, mayReply, mayResolve } from "../app/me";
import { go, goTo } from "../app/places";
import { chooseTheme } from "../app/theme";
import { mayUndo, undo } from "../app/undo";
import { undoSend } from "../app/undoSend";
import { beginChoosing, selection, toggle } from "../list/selection";
import { heldIn } from "../live/held";
import { toggleMuted } from "../notify/mute";
import { language, speak, type TextKey } from "../texts/i18n";
import type { IconName } from "../ui/iconPaths";
import { forChat, HANDING_ON } from "./handingOn";
import { backToList, nextPane } from "./panes";
import { PRESENCE } from "./presence";

export type Group = "move" | "chat" | "place" | "app";

/** Something one can do: a button, a line of the palette, a key and a row of the help are all made of it. */
export interface Command {
  id: string;
  group: Group;
  label: TextKey;
  icon: IconName;
  /** As it is shown and matched: "J", "G I", "Ctrl K". */
  keys?: string;
  /** Works while one types, and is not shown in the palette twice. */
  hidden?: boolean;
  when?: (chat: Conversation | undefined) => boolean;
  perform: (chat: Conversation | undefined) => void;
}

/** In a field with something in it Ctrl Z belongs to what was typed. */
function isWriting(): boolean {
  const field = document.activeElement;
  if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)
    return field.value !== "";
  return field instanceof HTMLElement && field.isContentEditable && !!field.textContent?.trim();
}

const open = (chat: Conversation | undefined): boolean => chat !== undefined;

export const COMMANDS: readonly Command[] = [
  {
    id: "next",
    group: "move",
    label: "command.next",
    icon: "arrow-down",
    keys: "J",
    perform: () => intend("list.move", 1),
  },
  {
    id: "previous",
    group: "move",
    label: "command.previous",
    icon: "arrow-up",
    keys: "K",
    perform: () => intend("list.move", -1),
  },
  {
    id: "open",
    group: "move",
    label: "command.open",
    icon: "message-circle",
    keys: "Enter",
    when: open,
    perform: () => intend("thread.focus"),
    hidden: true,
  },
  {
    id: "back",
    group: "move",
    label: "command.back",
    icon: "arrow-left",
    keys: "Esc",
    perform: backToList,
    hidden: true,
  },
  {
    id: "panes",
    group: "move",
    label: "command.panes",
    icon: "layout-sidebar-right",
    keys: "F6",
    perform: () => nextPane(1),
    hidden: true,
  },
  {
    id: "reply",
    group: "chat",
    label: "command.reply",
    icon: "corner-up-left",
    keys: "R",
    when: (chat) => !!chat && mayReply(chat),
    perform: () => intend("composer.focus", "reply"),
  },
  {
    id: "note",
    group: "chat",
    label: "command.note",
    icon: "lock",
    keys: "N",
    when: open,
    perform: () => intend("composer.focus", "note"),
  },
  {
    id: "claim",
    group: "chat",
    label: "command.claim",
    icon: "user-check",
    keys: "M",
    when: (chat) => !!chat && mayClaim(chat),
    perform: forChat((chat) => void acts.claim(chat)),
  },
  ...HANDING_ON,
  {
    id: "resolve",
    group: "chat",
    label: "command.resolve",
    icon: "check",
    keys: "E",
    when: (chat) => !!chat && mayResolve(chat),
    perform: forChat((chat) => void acts.resolve(chat)),
  },
  {
    id: "sendResolve",
    group: "chat",
    label: "command.sendResolve",
    icon: "circle-check",
    keys: "Ctrl Enter",
    when: (chat) => !!chat && mayResolve(chat),
    perform: () => intend("composer.sendResolve"),
    hidden: true,
  },
  {
    id: "undo",
    group: "chat",
    label: "command.undo",
    icon: "arrow-back-up",
    keys: "Z",
    when: mayUndo,
    perform: () => void undo(),
  },
  {
    id: "undoSend",
    group: "chat",
    label: "command.undoSend",
    icon: "arrow-back-up",
    keys: "Ctrl Z",
    when: (chat) => !!chat && !!heldIn(chat.id) && !isWriting(),
    perform: forChat((chat) => {
      const held = heldIn(chat.id);
      if (held) void undoSend(held);
    }),
  },
  {
    id: "mute",
    group: "chat",
    label: "command.mute",
    icon: "bell-off",
    when: open,
    perform: forChat((chat) => void toggleMuted(chat)),
  },
  {
    id: "select",
    group: "chat",
    label: "command.select",
    icon: "list-check",
    keys: "X",
    perform: (chat) => (selection() ? chat && toggle(chat.id) : beginChoosing(chat?.id)),
  },
  {
    id: "resolveExpired",
    group: "chat",
    label: "command.resolveExpired",
    icon: "clock-exclamation",
    perform: () => intend("expired.open"),
  },
  {
    id: "panel",
    group: "chat",
    label: "command.panel",
    icon: "layout-sidebar-right",
    keys: "I",
    when: open,
    perform: () => intend("panel.toggle"),
  },
  {
    id: "toInbox",
    group: "place",
    label: "command.toInbox",
    icon: "inbox",
    keys: "G I",
    perform: () => go({ tab: "mine" }),
  },
  {
    id: "toQueue",
    group: "place",
    label: "command.toQueue",
    icon: "stack-2",
    keys: "G Q",
    perform: () => go({ tab: "queued" }),
  },
  {
    id: "toAll",
    group: "place",
    label: "command.toAll",
    icon: "list-details",
    keys: "G A",
    perform: () => go({ tab: "all" }),
  },
  ...PRESENCE,
  {
    id: "toUnanswered",
    group: "place",
    label: "command.toUnanswered",
    icon: "clock-exclamation",
    keys: "G U",
    perform: () => go({ tab: "unanswered", chat: null }),
  },
  {
    id: "toArchive",
    group: "place",
    label: "command.toArchive",
    icon: "archive",
    keys: "G E",
    perform: () => go({ tab: "archive", chat: null }),
  },
  {
    id: "start",
    group: "place",
    label: "command.start",
    icon: "pencil",
    keys: "C",
    perform: () => intend("start.open", null),
  },
  {
    id: "search",
    group: "place",
    label: "command.search",
    icon: "search",
    keys: "F",
    perform: () => intend("search.focus"),
  },
  {
    id: "toSettings",
    group: "place",
    label: "command.toSettings",
    icon: "settings",
    keys: "G S",
    perform: () => goTo("/settings"),
  },
  {
    id: "bell",
    group: "app",
    label: "command.bell",
    icon: "bell",
    keys: "G N",
    perform: () => intend("bell.open"),
  },
  {
    id: "palette",
    group: "app",
    label: "command.palette",
    icon: "command",
    keys: "Ctrl K",
    perform: () => intend("palette.open"),
    hidden: true,
  },
  {
    id: "help",
    group: "app",
    label: "command.help",
    icon: "keyboard",
    keys: "?",
    perform: () => intend("help.open"),
  },
  {
    id: "theme",
    group: "app",
    label: "command.theme",
    icon: "moon",
    perform: () =>
      chooseTheme(document.documentElement.dataset.theme === "dark" ? "light" : "dark"),
  },
  {
    id: "language",
    group: "app",
    label: "command.language",
    icon: "language",
    perform: () => speak(language() === "en" ? "id" : "en"),
  },
];

export const command = (id: string): Command => {
  const found = COMMANDS.find((each) => each.id === id);
  if (!found) throw new Error(`no command ${id}`);
  return found;
};

/** The commands that would do something now. */
export const possible = (chat: Conversation | undefined): Command[] =>
  COMMANDS.filter((each) => each.when?.(chat) ?? true);
