import { type ReactNode, useState } from "react";
import type { Conversation } from "../../../contract/types";
import { late } from "../app/late";
import { type Command, command } from "../commands/commands";
import { useTexts } from "../texts/i18n";
import { Called } from "../ui/Called";

const ActMenu = late(() => import("./ActMenu"));

interface Props {
  chat: Conversation;
  /** Ids of commands; those that would do nothing now are left out. */
  commands: readonly string[];
  className: string;
  label: string;
  children: ReactNode;
}

export const possibleOf = (ids: readonly string[], chat: Conversation): Command[] =>
  ids.map(command).filter((each) => each.when?.(chat) ?? true);

/** A button with a menu of commands; the menu's code comes at the first click. */
export function MenuButton({ chat, commands, className, label, children }: Props) {
  const { t } = useTexts();
  const [opened, setOpened] = useState(false);
  const [asked, setAsked] = useState(false);
  const shown = possibleOf(commands, chat);
  if (shown.length === 0) return null;
  const button = (
    <button
      type="button"
      className={className}
      aria-haspopup="menu"
      aria-expanded={opened}
      aria-label={label}
      data-tip={label === t("acts.more") ? label : undefined}
      onClick={() => {
        setAsked(true);
        setOpened(!opened);
      }}
    >
      {children}
    </button>
  );
  if (!asked) return button;
  return (
    <Called
      instead={button}
      onLost={() => {
        setAsked(false);
        setOpened(false);
      }}
    >
      <ActMenu chat={chat} commands={shown} opened={opened} onChange={setOpened}>
        {button}
      </ActMenu>
    </Called>
  );
}
