import type { Conversation } from "../../../contract/types";
import { intend } from "../app/intents";
import { mayLabel } from "../app/me";
import { useTexts } from "../texts/i18n";
import { Icon } from "../ui/Icon";
import { LabelChip } from "../ui/LabelChip";

/** What the chat is about, by label. */
export function Labels({ chat }: { chat: Conversation }) {
  const { t } = useTexts();
  const labels = chat.labels ?? [];
  const may = mayLabel(chat);
  if (labels.length === 0 && !may) return null;
  return (
    <section className="sec" aria-label={t("panel.labels")}>
      <h3 className="sec-h">{t("panel.labels")}</h3>
      <div className="labels">
        {labels.map((label) => (
          <LabelChip key={label.id} label={label} />
        ))}
        {may && (
          <button
            type="button"
            className="btn btn-small"
            data-tip={t("command.label")}
            data-tip-keys="L"
            onClick={() => intend("act.open", { act: "label", chatId: chat.id })}
          >
            <Icon name="tag" size={12} />
            {t("label.change")}
          </button>
        )}
      </div>
    </section>
  );
}
