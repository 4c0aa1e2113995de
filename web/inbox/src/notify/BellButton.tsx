import { useEffect, useRef, useState } from "react";
import { hearIntent } from "../app/intents";
import { late } from "../app/late";
import { useTexts } from "../texts/i18n";
import { Called } from "../ui/Called";
import { Icon } from "../ui/Icon";
import { useUnread } from "./bell";

const Bell = late(() => import("./Bell"));

/** The bell with how much is unread. What it opens comes at the first click. */
export function BellButton({ place }: { place: "rail" | "list" }) {
  const { t } = useTexts();
  const unread = useUnread();
  const button = useRef<HTMLButtonElement>(null);
  const [asked, setAsked] = useState(false);
  const [opened, setOpened] = useState(false);
  const toggle = () => {
    setAsked(true);
    setOpened((open) => !open);
  };
  useEffect(
    () =>
      hearIntent("bell.open", () => {
        if (button.current?.checkVisibility()) button.current.click();
      }),
    [],
  );
  const words = unread ? t("bell.unread", { count: unread }) : t("bell.title");
  const bell = (
    <button
      type="button"
      className={place === "rail" ? "ib" : "ib bell-phone"}
      ref={button}
      aria-label={words}
      aria-haspopup="dialog"
      aria-expanded={opened}
      data-tip={t("bell.title")}
      data-tip-keys="G N"
      data-tip-side={place === "rail" ? "right" : "bottom"}
      data-bell={unread}
      onClick={toggle}
    >
      <Icon name="bell" size={20} />
      {unread > 0 && <span className="count">{unread > 99 ? "99+" : unread}</span>}
    </button>
  );
  if (!asked) return bell;
  return (
    <Called
      instead={bell}
      onLost={() => {
        setAsked(false);
        setOpened(false);
      }}
    >
      <Bell opened={opened} onClose={() => setOpened(false)} onPhone={place === "list"}>
        {bell}
      </Bell>
    </Called>
  );
}
