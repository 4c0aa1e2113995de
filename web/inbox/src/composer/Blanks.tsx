import { useTexts } from "../texts/i18n";
import { Icon } from "../ui/Icon";
import type { Unfilled } from "./variables";

interface Props {
  blanks: readonly Unfilled[];
  onFill: () => void;
  onSend: () => void;
}

/** A quick reply still has a gap in it: asked once before the customer reads it. */
export function Blanks({ blanks, onFill, onSend }: Props) {
  const { t } = useTexts();
  const names = [...new Set(blanks.map((each) => each.text))].join(", ");
  return (
    <div className="strip strip-card strip-warn" role="alert">
      <Icon name="alert-circle" />
      <span className="grow">{t("composer.blanks", { names })}</span>
      <button type="button" className="btn btn-small" onClick={onFill}>
        {t("composer.blanks.fill")}
      </button>
      <button type="button" className="btn btn-small" onClick={onSend}>
        {t("composer.blanks.send")}
      </button>
    </div>
  );
}
