import { Modal } from "@mantine/core";
import { useState } from "react";
import { useTexts } from "../../texts/i18n";

/** A secret link, to be handed over by other ways than mail. */
export function LinkDialog({ url, onClose }: { url: string; onClose: () => void }) {
  const { t } = useTexts();
  const [copied, setCopied] = useState(false);
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("links.title")}
      centered
      size={520}
      zIndex={350}
      closeButtonProps={{ "aria-label": t("settings.close") }}
      transitionProps={{ duration: 120, transition: "fade" }}
    >
      <div className="invite-form">
        <p className="ask-lead">{t("links.lead")}</p>
        <textarea
          className="link-box num"
          readOnly
          rows={3}
          aria-label={t("links.address")}
          value={url}
          onFocus={(event) => event.currentTarget.select()}
        />
        <div className="ask-acts">
          <button type="button" className="btn" onClick={onClose}>
            {t("settings.close")}
          </button>
          <button
            type="button"
            className="btn btn-main"
            data-autofocus
            onClick={() => void navigator.clipboard?.writeText(url).then(() => setCopied(true))}
          >
            {t(copied ? "links.copied" : "links.copy")}
          </button>
        </div>
      </div>
    </Modal>
  );
}
