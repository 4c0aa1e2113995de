import { Drawer, Modal } from "@mantine/core";
import type { ReactNode } from "react";
import { useRests } from "../app/typing";
import { useBackCloses } from "../app/useBackCloses";
import { usePhone } from "../app/useWide";
import { useTexts } from "../texts/i18n";
import "@mantine/core/styles/CloseButton.layer.css";
import "@mantine/core/styles/ModalBase.layer.css";
import "@mantine/core/styles/Modal.layer.css";
import "@mantine/core/styles/Drawer.layer.css";
import "@mantine/core/styles/Overlay.layer.css";
import "@mantine/core/styles/Paper.layer.css";
import "@mantine/core/styles/ScrollArea.layer.css";
import "@mantine/core/styles/UnstyledButton.layer.css";
import "../style/fields.css";
import "./acts.css";

interface Props {
  title: string;
  onClose: () => void;
  children: ReactNode;
  /** Pixels; a phone has a sheet from below in any case. */
  width?: number;
}

/** One question over the panes: a dialog, on a phone a sheet from below. One that comes late takes no letter. */
export function Dialog({ title, onClose, children, width = 480 }: Props) {
  const { t } = useTexts();
  const phone = usePhone();
  const trapFocus = useRests();
  useBackCloses(phone, onClose);
  const shared = {
    opened: true,
    onClose,
    title,
    trapFocus,
    lockScroll: false,
    zIndex: 350,
    closeButtonProps: { "aria-label": t("message.close") },
  };
  if (phone) {
    return (
      <Drawer
        {...shared}
        position="bottom"
        size="auto"
        className="sheet"
        transitionProps={{ duration: 180 }}
      >
        {children}
      </Drawer>
    );
  }
  return (
    <Modal
      {...shared}
      size={width}
      yOffset="12vh"
      transitionProps={{ duration: 120, transition: "fade" }}
    >
      {children}
    </Modal>
  );
}
