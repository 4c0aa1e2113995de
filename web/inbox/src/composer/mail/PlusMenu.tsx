import { Menu } from "@mantine/core";
import type { Editor } from "@tiptap/react";
import { Themed } from "../../overlays/Themed";
import { type TextKey, useTexts } from "../../texts/i18n";
import { Icon, Outline } from "../../ui/Icon";
import "@mantine/core/styles/Menu.layer.css";
import "@mantine/core/styles/Paper.layer.css";
import "@mantine/core/styles/Popover.layer.css";
import "@mantine/core/styles/UnstyledButton.layer.css";

export interface Block {
  name: string;
  /** Its outline. */
  icon: string;
  text: TextKey;
  /** Signatures have none. */
  mailOnly?: boolean;
  put: (editor: Editor) => void;
}

interface Props {
  editor: Editor;
  blocks: readonly Block[];
  on: Record<string, boolean>;
}

/** What else a mail can be made of. */
export function PlusMenu({ editor, blocks, on }: Props) {
  const { t } = useTexts();
  return (
    <Themed>
      <Menu
        position="top-start"
        offset={4}
        width={208}
        zIndex={300}
        returnFocus={false}
        withInitialFocusPlaceholder={false}
        transitionProps={{ duration: 120, transition: "fade" }}
        onClose={() => editor.commands.focus()}
      >
        <Menu.Target>
          <button
            type="button"
            className="ib ib-small"
            aria-label={t("mail.more")}
            data-tip={t("mail.more")}
            onMouseDown={(event) => event.preventDefault()}
          >
            <Icon name="plus" />
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          {blocks.map(({ name, icon, text, put }) => (
            <Menu.Item
              key={name}
              leftSection={<Outline path={icon} />}
              rightSection={on[name] && <Icon name="check" />}
              onClick={() => put(editor)}
            >
              {t(text)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </Themed>
  );
}
