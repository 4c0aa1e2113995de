import type { Conversation } from "../../../contract/types";
import * as acts from "../app/acts";
import { type ActDialog, intend } from "../app/intents";
import {
  mayAssign,
  mayBlock,
  mayHandOn,
  mayJudge,
  mayLabel,
  mayRank,
  mayResolve,
  mayTakeOver,
} from "../app/me";
import type { Command } from "./commands";

export const forChat =
  (act: (chat: Conversation) => void) =>
  (chat: Conversation | undefined): void => {
    if (chat) act(chat);
  };

const opens = (act: ActDialog) => forChat((chat) => intend("act.open", { act, chatId: chat.id }));

/** What takes a chat out of one's hands, for a while or for good. */
export const HANDING_ON: readonly Command[] = [
  {
    id: "assign",
    group: "chat",
    label: "command.assign",
    icon: "user-plus",
    keys: "A",
    when: (chat) => !!chat && mayAssign(chat),
    perform: opens("assign"),
  },
  {
    id: "transfer",
    group: "chat",
    label: "command.transfer",
    icon: "switch-horizontal",
    keys: "T",
    when: (chat) => !!chat && mayHandOn(chat),
    perform: opens("transfer"),
  },
  {
    id: "takeOver",
    group: "chat",
    label: "command.takeOver",
    icon: "user-check",
    keys: "M",
    when: (chat) => !!chat && mayTakeOver(chat),
    perform: forChat((chat) => void acts.takeOver(chat)),
  },
  {
    id: "requeue",
    group: "chat",
    label: "command.requeue",
    icon: "stack-2",
    when: (chat) => !!chat && mayHandOn(chat),
    perform: forChat((chat) => void acts.requeue(chat)),
  },
  {
    id: "move",
    group: "chat",
    label: "command.move",
    icon: "arrows-exchange",
    when: (chat) => !!chat && mayHandOn(chat),
    perform: opens("move"),
  },
  {
    id: "label",
    group: "chat",
    label: "command.label",
    icon: "tag",
    keys: "L",
    when: (chat) => !!chat && mayLabel(chat),
    perform: opens("label"),
  },
  {
    id: "snooze",
    group: "chat",
    label: "command.snooze",
    icon: "alarm-snooze",
    keys: "S",
    when: (chat) => !!chat && mayHandOn(chat) && !chat.snoozedUntil,
    perform: opens("snooze"),
  },
  {
    id: "wake",
    group: "chat",
    label: "command.wake",
    icon: "alarm-snooze",
    keys: "S",
    when: (chat) => !!chat && mayHandOn(chat) && !!chat.snoozedUntil,
    perform: forChat((chat) => void acts.snooze(chat, null)),
  },
  {
    id: "priority",
    group: "chat",
    label: "command.priority",
    icon: "flag",
    keys: "P",
    when: (chat) => !!chat && mayRank(chat),
    perform: opens("priority"),
  },
  {
    id: "resolveNote",
    group: "chat",
    label: "command.resolveNote",
    icon: "circle-check",
    when: (chat) => !!chat && mayResolve(chat),
    perform: opens("resolve"),
  },
  {
    id: "spam",
    group: "chat",
    label: "command.spam",
    icon: "ban",
    when: (chat) =>
      !!chat && (mayResolve(chat) || (chat.resolveCause === "suspected" && mayJudge(chat))),
    perform: forChat((chat) => void acts.resolve(chat, { spam: true })),
  },
  {
    id: "notSpam",
    group: "chat",
    label: "command.notSpam",
    icon: "circle-check",
    when: (chat) => !!chat && mayJudge(chat),
    perform: forChat((chat) => void acts.notSpam(chat)),
  },
  {
    id: "block",
    group: "chat",
    label: "command.block",
    icon: "ban",
    when: (chat) => !!chat && mayBlock(chat),
    perform: opens("block"),
  },
];
