import { useTexts } from "../texts/i18n";
import { Icon } from "../ui/Icon";

interface Props {
  name: string;
  onShow: () => void;
  onSend: () => void;
}

/** Somebody answered while this was written: asked once, with their message in view above. */
export function Crossed({ name, onShow, onSend }: Props) {
  const { t } = useTexts();
  return (
    <div className="strip strip-card strip-warn" role="alert">
      <Icon name="messages" />
      <span className="grow">{t("composer.arrived", { name: name || t("line.someone") })}</span>
      <button type="button" className="btn btn-small" onClick={onShow}>
        {t("composer.arrived.show")}
      </button>
      <button type="button" className="btn btn-small" onClick={onSend}>
        {t("composer.arrived.send")}
      </button>
    </div>
  );
}
