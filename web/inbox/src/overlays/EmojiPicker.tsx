import { Popover } from "@mantine/core";
import type { ReactNode } from "react";
import { useTexts } from "../texts/i18n";
import { Themed } from "./Themed";
import "@mantine/core/styles/Paper.layer.css";
import "@mantine/core/styles/Popover.layer.css";
import "./emoji.css";

/** Those that answers to customers use; the keyboard of the system has the rest. */
const EMOJI = [
  ..."😀😃😄😁😊🙂😉😍🥰😘🤗🤔😅😂🤣😇😎🤩😢😭😔😕😳😱😴🤒🙄😮😡",
  ..."👍👎👌🙏👏🙌💪👋🤝☝👉👇✌🤞",
  ..."💙💚💛🧡💜🖤🤍💯✨🎉🎁🎂🌟⭐🔥☀🌧🌈",
  ..."✅❌❓❗💡📌📎📦📞📱💻📧📅⏰💰💳🛒🚚🏠📍🔒🔑",
];

interface Props {
  opened: boolean;
  onChange: (opened: boolean) => void;
  onPick: (emoji: string) => void;
  children: ReactNode;
}

export default function EmojiPicker({ opened, onChange, onPick, children }: Props) {
  const { t } = useTexts();
  return (
    <Themed>
      <Popover
        opened={opened}
        onChange={onChange}
        position="top-start"
        offset={8}
        trapFocus
        returnFocus={false}
        zIndex={300}
        transitionProps={{ duration: 120, transition: "fade" }}
      >
        <Popover.Target>{children}</Popover.Target>
        <Popover.Dropdown aria-label={t("composer.emoji")}>
          <div className="emoji">
            {EMOJI.map((each) => (
              <button
                type="button"
                key={each}
                onClick={() => {
                  onPick(each);
                  onChange(false);
                }}
              >
                {each}
              </button>
            ))}
          </div>
        </Popover.Dropdown>
      </Popover>
    </Themed>
  );
}
