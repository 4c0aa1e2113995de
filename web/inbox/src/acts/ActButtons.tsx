import { useTexts } from "../texts/i18n";

interface Props {
  label: string;
  disabled?: boolean;
  onCancel: () => void;
}

/** The foot of a dialog: away again, or the one thing that it is for. */
export function ActButtons({ label, disabled, onCancel }: Props) {
  const { t } = useTexts();
  return (
    <div className="act-buttons">
      <button type="button" className="btn" onClick={onCancel}>
        {t("acts.cancel")}
      </button>
      <button type="submit" className="btn btn-main" disabled={disabled} data-tip-keys="Ctrl Enter">
        <span className="ell">{label}</span>
      </button>
    </div>
  );
}
