import { useTexts } from "../texts/i18n";
import { CopyDraft } from "../ui/CopyDraft";

/** What was begun before nothing could be sent any more: it is kept, and can be taken elsewhere. */
export function KeptDraft({ text }: { text: string }) {
  const { t } = useTexts();
  if (!text.trim()) return null;
  return (
    <div className="kept-draft">
      <p>
        <b>{t("composer.keptDraft")}</b> {text}
      </p>
      <CopyDraft text={text} />
    </div>
  );
}
