import { Modal } from "@mantine/core";
import { COMMANDS, type Group } from "../commands/commands";
import { useTexts } from "../texts/i18n";
import "@mantine/core/styles/CloseButton.layer.css";
import "@mantine/core/styles/ModalBase.layer.css";
import "@mantine/core/styles/Modal.layer.css";
import "@mantine/core/styles/Overlay.layer.css";
import "@mantine/core/styles/Paper.layer.css";
import "@mantine/core/styles/ScrollArea.layer.css";
import "@mantine/core/styles/UnstyledButton.layer.css";
import "./help.css";

const GROUPS: readonly Group[] = ["move", "chat", "place", "app"];

export function Keys({ keys }: { keys: string }) {
  return (
    <span className="keys">
      {keys.split(" ").map((key) => (
        <kbd className="kbd" key={key}>
          {key}
        </kbd>
      ))}
    </span>
  );
}

/** Every key there is, out of the same commands that the keys perform. */
export default function Help({ onClose }: { onClose: () => void }) {
  const { t } = useTexts();
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("help.title")}
      size={680}
      centered
      lockScroll={false}
      zIndex={350}
      closeButtonProps={{ "aria-label": t("message.close") }}
      transitionProps={{ duration: 120, transition: "fade" }}
    >
      <p className="muted help-lead">{t("help.lead")}</p>
      <div className="help">
        {GROUPS.map((group) => (
          <section key={group}>
            <h3>{t(`command.group.${group}`)}</h3>
            <dl>
              {COMMANDS.filter((each) => each.group === group && each.keys).map((each) => (
                <div key={each.id}>
                  <dt>{t(each.label)}</dt>
                  <dd>{each.keys && <Keys keys={each.keys} />}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  );
}
