import { useTexts } from "../texts/i18n";
import { Icon } from "../ui/Icon";

/** "4 new": what arrived while a hand was in the list. It covers no row's words for long and moves none. */
export function Arrivals({ count, onShow }: { count: number; onShow: () => void }) {
  const { t } = useTexts();
  return (
    <div className="arrivals-at" role="status">
      {count > 0 && (
        <button type="button" className="pill" onClick={onShow} title={t("list.showNew")}>
          <Icon name="arrow-up" size={12} />
          {t("list.new", { count })}
        </button>
      )}
    </div>
  );
}
