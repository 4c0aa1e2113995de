import { Drawer, Popover } from "@mantine/core";
import type { ReactNode } from "react";
import { Themed } from "../overlays/Themed";
import { useTexts } from "../texts/i18n";
import { BellList } from "./BellList";
import "../texts/notify";
import "@mantine/core/styles/CloseButton.layer.css";
import "@mantine/core/styles/ModalBase.layer.css";
import "@mantine/core/styles/Drawer.layer.css";
import "@mantine/core/styles/Overlay.layer.css";
import "@mantine/core/styles/Paper.layer.css";
import "@mantine/core/styles/Popover.layer.css";
import "@mantine/core/styles/ScrollArea.layer.css";
import "@mantine/core/styles/UnstyledButton.layer.css";
import "./notify.css";

interface Props {
  opened: boolean;
  onClose: () => void;
  onPhone: boolean;
  /** The button that opens it. */
  children: ReactNode;
}

/** What the bell opens: beside the rail, or over a phone's whole screen. */
export default function Bell({ opened, onClose, onPhone, children }: Props) {
  const { t } = useTexts();
  if (onPhone) {
    return (
      <Themed>
        {children}
        <Drawer
          opened={opened}
          onClose={onClose}
          position="bottom"
          size="100%"
          zIndex={300}
          withCloseButton={false}
          aria-label={t("bell.title")}
          classNames={{ body: "bell-drawer" }}
        >
          <BellList onClose={onClose} onPhone />
        </Drawer>
      </Themed>
    );
  }
  return (
    <Themed>
      <Popover
        opened={opened}
        onChange={(open) => !open && onClose()}
        position="right-end"
        offset={12}
        zIndex={300}
        trapFocus
        returnFocus
        transitionProps={{ duration: 120, transition: "fade" }}
      >
        <Popover.Target>{children}</Popover.Target>
        <Popover.Dropdown className="bell" aria-label={t("bell.title")}>
          {opened && <BellList onClose={onClose} />}
        </Popover.Dropdown>
      </Popover>
    </Themed>
  );
}
