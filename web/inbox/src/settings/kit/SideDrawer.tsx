import { Drawer } from "@mantine/core";
import type { ReactNode } from "react";
import { useTexts } from "../../texts/i18n";

interface Props {
  title: string;
  onClose: () => void;
  children: ReactNode;
  /** Buttons at the foot, always in sight. */
  foot?: ReactNode;
}

/** One thing of a list, opened beside the list. Draw it only while it is open. */
export function SideDrawer({ title, onClose, children, foot }: Props) {
  const { t } = useTexts();
  return (
    <Drawer
      opened
      onClose={onClose}
      title={title}
      position="right"
      size={480}
      zIndex={300}
      closeButtonProps={{ "aria-label": t("settings.close") }}
      transitionProps={{ duration: 180 }}
      classNames={{ content: "set-drawer" }}
    >
      <div className="set-drawer-b">{children}</div>
      {foot && <div className="set-drawer-f">{foot}</div>}
    </Drawer>
  );
}
