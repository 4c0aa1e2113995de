import { Drawer } from "@mantine/core";
import type { Conversation } from "../../../contract/types";
import { intend } from "../app/intents";
import { useBackCloses } from "../app/useBackCloses";
import { usePhone } from "../app/useWide";
import { Themed } from "../overlays/Themed";
import { useTexts } from "../texts/i18n";
import { Icon } from "../ui/Icon";
import { Details } from "./Details";
import "@mantine/core/styles/CloseButton.layer.css";
import "@mantine/core/styles/ModalBase.layer.css";
import "@mantine/core/styles/Drawer.layer.css";
import "@mantine/core/styles/Overlay.layer.css";
import "@mantine/core/styles/Paper.layer.css";
import "@mantine/core/styles/ScrollArea.layer.css";
import "../texts/chat";
import "./panel.css";

interface Props {
  chat: Conversation;
  /** Over the thread instead of beside it, where not all panes fit. */
  asDrawer: boolean;
  onClose: () => void;
}

/** The right pane: who the customer is, and the facts of the conversation. */
export default function DetailsPanel({ chat, asDrawer, onClose }: Props) {
  const { t } = useTexts();
  const phone = usePhone();
  useBackCloses(phone && asDrawer, onClose);
  if (!asDrawer) {
    return (
      <aside className="panel" aria-label={t("panel.title")} data-pane="panel" tabIndex={-1}>
        <Head onHide={() => intend("panel.toggle")} />
        <Details chat={chat} />
      </aside>
    );
  }
  return (
    <Themed>
      <Drawer
        opened
        onClose={onClose}
        position="right"
        size={phone ? "100%" : 320}
        withCloseButton={false}
        lockScroll={false}
        padding={0}
        zIndex={250}
        transitionProps={{ duration: 180 }}
        attributes={{ content: { "aria-label": t("panel.title") } }}
      >
        <div className="panel panel-drawer">
          <Head onHide={onClose} />
          <Details chat={chat} />
        </div>
      </Drawer>
    </Themed>
  );
}

function Head({ onHide }: { onHide: () => void }) {
  const { t } = useTexts();
  return (
    <header className="hd">
      <h2 className="grow">{t("panel.title")}</h2>
      <button
        type="button"
        className="ib"
        aria-label={t("panel.hide")}
        data-tip={t("panel.hide")}
        data-tip-keys="I"
        data-pane-entry=""
        onClick={onHide}
      >
        <Icon name="layout-sidebar-right-collapse" size={20} />
      </button>
    </header>
  );
}
