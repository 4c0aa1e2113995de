import { Modal } from "@mantine/core";
import { goAway } from "../presence/acts";
import { useAwayReasons } from "../presence/own";
import { REASON_ICONS } from "../presence/reasonIcons";
import { useTexts } from "../texts/i18n";
import { Icon } from "../ui/Icon";
import "../texts/presence";
import "./palette.css";
import "@mantine/core/styles/ModalBase.layer.css";
import "@mantine/core/styles/Modal.layer.css";
import "@mantine/core/styles/Overlay.layer.css";

/** Out of the palette: why one is away, one click each. */
export default function AwayDialog({ onClose }: { onClose: () => void }) {
  const { t, lang } = useTexts();
  const { data, isError, refetch } = useAwayReasons();
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("presence.why")}
      centered
      size={360}
      zIndex={350}
      closeButtonProps={{ "aria-label": t("presence.close") }}
      transitionProps={{ duration: 120, transition: "fade" }}
    >
      <div className="away-choices">
        {data?.items.map((reason, at) => (
          <button
            key={reason.id}
            type="button"
            className="btn"
            data-autofocus={at === 0 ? true : undefined}
            onClick={() => {
              void goAway(reason);
              onClose();
            }}
          >
            <Icon name={REASON_ICONS[reason.icon]} />
            {reason.name[lang]}
          </button>
        ))}
        {isError && (
          <button type="button" className="btn" onClick={() => void refetch()}>
            {t("thread.retry")}
          </button>
        )}
      </div>
    </Modal>
  );
}
