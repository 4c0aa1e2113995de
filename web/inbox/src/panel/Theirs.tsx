import { useTexts } from "../texts/i18n";

/** What a colleague has written into the same field meanwhile. */
export function Theirs({ value, onTake }: { value: string; onTake: () => void }) {
  const { t } = useTexts();
  return (
    <p className="theirs">
      <span>{value ? t("contact.theirs", { value }) : t("contact.theirsEmpty")}</span>
      <button type="button" className="btn-link" onClick={onTake}>
        {t("contact.takeTheirs")}
      </button>
    </p>
  );
}
