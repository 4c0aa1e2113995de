import { Modal } from "@mantine/core";
import { useState } from "react";
import type { ChannelKind } from "../../../../contract/types";
import { goTo } from "../../app/places";
import { toast } from "../../app/toasts";
import { useTexts } from "../../texts/i18n";
import { channelIcon } from "../../ui/channels";
import { Icon } from "../../ui/Icon";
import { addChannel, inLanguage } from "../house";
import { fieldErrors } from "../kit/useEdits";
import { pagePath } from "../pages";
import { fieldsOf, useKinds } from "./kinds";

/** A new channel: its kind is chosen, and its page opened. */
export function AddChannel() {
  const { t } = useTexts();
  const [choosing, setChoosing] = useState(false);
  return (
    <>
      <button type="button" className="btn btn-main" onClick={() => setChoosing(true)}>
        <Icon name="plus" />
        {t("channels.add")}
      </button>
      {choosing && <Kinds onClose={() => setChoosing(false)} />}
    </>
  );
}

function Kinds({ onClose }: { onClose: () => void }) {
  const { t, lang } = useTexts();
  const kinds = useKinds().data?.items ?? [];
  const [busy, setBusy] = useState(false);
  const add = async (kind: ChannelKind) => {
    setBusy(true);
    try {
      // One that needs secrets is written down first.
      if (fieldsOf(kind.secretsSchema).length > 0) {
        goTo(pagePath("channels", `new-${kind.kind}`));
        return;
      }
      const name = inLanguage(kind.titles, lang);
      const made = await addChannel({ kind: kind.kind, name, enabled: true });
      goTo(pagePath("channels", made.id));
    } catch (error) {
      toast({ text: Object.values(fieldErrors(error))[0] ?? "", tone: "warn" });
      setBusy(false);
    }
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("channels.add.title")}
      centered
      size={520}
      zIndex={350}
      closeButtonProps={{ "aria-label": t("settings.close") }}
      transitionProps={{ duration: 120, transition: "fade" }}
    >
      <div className="chan-kinds">
        {kinds.map((kind) => (
          <button
            key={kind.kind}
            type="button"
            className="chan-kind"
            disabled={busy}
            onClick={() => void add(kind)}
          >
            <Icon name={channelIcon(kind.kind)} size={20} />
            <b>{inLanguage(kind.titles, lang)}</b>
          </button>
        ))}
      </div>
    </Modal>
  );
}
