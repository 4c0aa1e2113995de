import { type ReactNode, useState } from "react";
import type { Member } from "../../../contract/types";
import { reasonOf, useOwnAgent, useOwnPresence } from "../presence/own";
import { useTexts } from "../texts/i18n";
import { Avatar } from "../ui/Avatar";
import { Called } from "../ui/Called";
import { late } from "./late";

const ProfileMenu = late(() => import("../overlays/ProfileMenu"));

interface Props {
  me: Member;
  className?: string;
  side: "right" | "top";
  /** What the button shows instead of the picture. */
  children?: ReactNode;
}

/** The button whose menu holds sign-out, language and theme. The menu's code comes at the first click. */
export function ProfileButton({ me, className, side, children }: Props) {
  const { t } = useTexts();
  const [opened, setOpened] = useState(false);
  const [asked, setAsked] = useState(false);
  const state = useOwnPresence();
  const agent = useOwnAgent();
  const reason = state === "away" && agent ? reasonOf(agent) : "";
  const presence = reason ? `${t("presence.away")}: ${reason}` : t(`presence.${state}`);
  const button = (
    <button
      type="button"
      className={className}
      aria-haspopup="menu"
      aria-expanded={opened}
      data-tip={children ? undefined : `${me.name}, ${presence}`}
      data-tip-side={side}
      onClick={() => {
        setAsked(true);
        setOpened(!opened);
      }}
    >
      {children ?? <Avatar name={me.name} presence={state} />}
      <span className="vh">{t("profile.open", { name: me.name, presence })}</span>
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
      <ProfileMenu me={me} opened={opened} onChange={setOpened} side={side}>
        {button}
      </ProfileMenu>
    </Called>
  );
}
