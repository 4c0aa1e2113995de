import { Drawer } from "@mantine/core";
import type { ReactNode } from "react";
import { leave } from "../../app/leaving";
import { useTexts } from "../../texts/i18n";

interface Props {
  title: string;
  onClose: () => void;
  children: ReactNode;
  /** Buttons at the foot, always in sight. */
  foot?: ReactNode;
  /** It is being made: what would be written now would be lost. */
  still?: boolean;
}

/** One thing of a list, opened beside the list. Draw it only while it is open. What is unsaved in it asks first. */
export function SideDrawer({ title, onClose, children, foot, still = false }: Props) {
  const { t } = useTexts();
  return (
    <Drawer
      opened
      onClose={() => leave(onClose)}
      title={title}
      position="right"
      size={480}
      zIndex={300}
      closeButtonProps={{ "aria-label": t("settings.close") }}
      transitionProps={{ duration: 180 }}
      classNames={{ content: "set-drawer" }}
    >
      <div className="set-drawer-b" inert={still}>
        {children}
      </div>
      {foot && <div className="set-drawer-f">{foot}</div>}
    </Drawer>
  );
}
