import { useEffect, useRef } from "preact/hooks";
import type { Channel } from "../wire";
import { useAround } from "./context";
import { Icon } from "./Icon";

interface Props {
  open: boolean;
  channel: Channel;
  onToggle(open: boolean): void;
  onDetails(): void;
}

/** The few settings a visitor has: language, name and address. */
export function Menu({ open, channel, onToggle, onDetails }: Props) {
  const { texts, language, speak } = useAround();
  const box = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const several = channel.languages.length > 1;

  useEffect(() => {
    if (!open) return;
    const leave = (event: Event) => {
      if (!box.current?.contains(event.target as Node)) onToggle(false);
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      // Closes the menu only, not the chat behind it.
      event.stopPropagation();
      onToggle(false);
      button.current?.focus();
    };
    const around = box.current;
    around?.addEventListener("keydown", onKey);
    document.addEventListener("pointerdown", leave);
    document.addEventListener("focusin", leave);
    return () => {
      around?.removeEventListener("keydown", onKey);
      document.removeEventListener("pointerdown", leave);
      document.removeEventListener("focusin", leave);
    };
  }, [open, onToggle]);

  const choose = (act: () => void) => () => {
    onToggle(false);
    button.current?.focus();
    act();
  };
  return (
    <div class="menu-box" ref={box}>
      <button
        type="button"
        class="tool"
        ref={button}
        aria-label={texts.menu}
        aria-expanded={open}
        aria-controls="menu"
        onClick={() => onToggle(!open)}
      >
        <Icon name="dots" size={20} />
      </button>
      {open && (
        <div class="menu" id="menu">
          <button type="button" onClick={choose(onDetails)}>
            <Icon name="user" size={20} />
            {texts.yourDetails}
          </button>
          {several && (
            <button
              type="button"
              lang={language === "en" ? "id" : "en"}
              onClick={choose(() => speak(language === "en" ? "id" : "en"))}
            >
              <Icon name="language" size={20} />
              {texts.switchLanguage}
            </button>
          )}
        </div>
      )}
    </div>
  );
}
