import type { Conversation } from "../../../contract/types";
import { moveTo } from "../app/acts";
import { useTexts } from "../texts/i18n";
import { Icon } from "../ui/Icon";
import { ActButtons } from "./ActButtons";
import { Dialog } from "./Dialog";
import { ReachChoice, useReach } from "./ReachChoice";
import { useSubmit } from "./useSubmit";

/** The same matter over another channel of the same customer. */
export default function MoveDialog({ chat, onClose }: { chat: Conversation; onClose: () => void }) {
  const { t } = useTexts();
  const reach = useReach(chat.contact.id, chat.channelId);
  const { way } = reach;
  const { busy, submit } = useSubmit(async () => !!way && moveTo(chat, way), onClose);
  return (
    <Dialog title={t("acts.move.title", { name: chat.contact.name })} onClose={onClose}>
      <form className="act-form" onSubmit={submit}>
        <ReachChoice reach={reach} />
        <p className="act-then">
          <Icon name="info-circle" />
          {t("acts.move.then")}
        </p>
        <ActButtons label={t("command.move")} disabled={busy || !way?.address} onCancel={onClose} />
      </form>
    </Dialog>
  );
}
