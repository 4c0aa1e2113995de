import { Modal } from "@mantine/core";
import type { Attachment } from "../../../contract/types";
import { bytes } from "../texts/format";
import { useTexts } from "../texts/i18n";
import { Icon } from "../ui/Icon";
import { Themed } from "./Themed";
import "@mantine/core/styles/CloseButton.layer.css";
import "@mantine/core/styles/ModalBase.layer.css";
import "@mantine/core/styles/Modal.layer.css";
import "@mantine/core/styles/Overlay.layer.css";
import "@mantine/core/styles/Paper.layer.css";
import "@mantine/core/styles/ScrollArea.layer.css";
import "@mantine/core/styles/UnstyledButton.layer.css";
import "./lightbox.css";

/** A picture at full size, with its name and a way to keep it. */
export default function Lightbox({ file, onClose }: { file: Attachment; onClose: () => void }) {
  const { t, lang } = useTexts();
  return (
    <Themed>
      <Modal
        opened
        onClose={onClose}
        size="auto"
        centered
        lockScroll={false}
        zIndex={350}
        title={
          <span className="lightbox-h">
            <span className="ell">{file.name}</span>
            <a
              className="btn btn-small"
              href={file.url}
              download={file.name}
              aria-label={t("message.download", { name: file.name })}
            >
              <Icon name="download" />
              {bytes(file.size, lang)}
            </a>
          </span>
        }
        closeButtonProps={{ "aria-label": t("message.close") }}
        transitionProps={{ duration: 120, transition: "fade" }}
      >
        <img className="lightbox" src={file.url} alt={t("message.image", { name: file.name })} />
      </Modal>
    </Themed>
  );
}
