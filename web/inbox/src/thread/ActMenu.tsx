import { Menu } from "@mantine/core";
import type { ReactNode } from "react";
import type { Conversation } from "../../../contract/types";
import type { Command } from "../commands/commands";
import { Themed } from "../overlays/Themed";
import { useTexts } from "../texts/i18n";
import { Icon } from "../ui/Icon";
import "@mantine/core/styles/Menu.layer.css";
import "@mantine/core/styles/Paper.layer.css";
import "@mantine/core/styles/Popover.layer.css";
import "@mantine/core/styles/UnstyledButton.layer.css";

interface Props {
  chat: Conversation;
  commands: readonly Command[];
  opened: boolean;
  onChange: (opened: boolean) => void;
  children: ReactNode;
}

/** Commands as a menu below its button. */
export default function ActMenu({ chat, commands, opened, onChange, children }: Props) {
  const { t } = useTexts();
  return (
    <Themed>
      <Menu
        opened={opened}
        onChange={onChange}
        position="bottom-end"
        offset={4}
        width={248}
        zIndex={300}
        withInitialFocusPlaceholder={false}
        transitionProps={{ duration: 120, transition: "fade" }}
      >
        <Menu.Target>{children}</Menu.Target>
        <Menu.Dropdown>
          {commands.map(({ id, icon, label, keys, perform }) => (
            <Menu.Item
              key={id}
              leftSection={<Icon name={icon} />}
              rightSection={keys && <kbd className="kbd">{keys}</kbd>}
              onClick={() => perform(chat)}
            >
              {t(label)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </Themed>
  );
}
