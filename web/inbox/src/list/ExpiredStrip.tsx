import { intend } from "../app/intents";
import { useTexts } from "../texts/i18n";

/** Above the chats whose reply window has closed: they can be ended together. */
export function ExpiredStrip() {
  const { t } = useTexts();
  return (
    <div className="strip" data-testid="expired-strip">
      <span className="grow">{t("expired.strip")}</span>
      <button type="button" className="btn btn-small" onClick={() => intend("expired.open")}>
        {t("expired.all")}
      </button>
    </div>
  );
}
