import type { Conversation } from "../../../contract/types";
import { useTexts } from "../texts/i18n";
import { LabelChip } from "../ui/LabelChip";

/** What the chat is about, by label. */
export function Labels({ chat }: { chat: Conversation }) {
  const { t } = useTexts();
  const labels = chat.labels ?? [];
  if (labels.length === 0) return null;
  return (
    <section className="sec" aria-label={t("panel.labels")}>
      <h3 className="sec-h">{t("panel.labels")}</h3>
      <div className="labels">
        {labels.map((label) => (
          <LabelChip key={label.id} label={label} />
        ))}
      </div>
    </section>
  );
}
