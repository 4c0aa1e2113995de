import { Modal } from "@mantine/core";
import type { ReactNode } from "react";
import { useTexts } from "../../texts/i18n";

interface Props {
  title: string;
  /** The consequence, with its count. */
  lead: ReactNode;
  yes: string;
  no?: string;
  danger?: boolean;
  busy?: boolean;
  onYes: () => void;
  onNo: () => void;
  children?: ReactNode;
}

/** Asks once, naming the consequence. Esc and a click beside it say no. */
export function Ask({ title, lead, yes, no, danger, busy, onYes, onNo, children }: Props) {
  const { t } = useTexts();
  return (
    <Modal
      opened
      onClose={onNo}
      title={title}
      centered
      size={440}
      zIndex={350}
      withCloseButton={false}
      transitionProps={{ duration: 120, transition: "fade" }}
    >
      <p className="ask-lead">{lead}</p>
      {children}
      <div className="ask-acts">
        <button type="button" className="btn" onClick={onNo} data-autofocus>
          {no ?? t("settings.cancel")}
        </button>
        <button
          type="button"
          className={danger ? "btn btn-danger" : "btn btn-main"}
          disabled={busy}
          onClick={onYes}
        >
          {yes}
        </button>
      </div>
    </Modal>
  );
}
