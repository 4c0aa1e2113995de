import { useTexts } from "../texts/i18n";
import { Icon } from "../ui/Icon";

interface Props {
  count: number;
  /** Whether they stand at the end of the list, as in the queue. */
  below: boolean;
  onShow: () => void;
}

/** "4 new": what arrived while a hand was in the list. It stands in the head and moves no row. */
export function Arrivals({ count, below, onShow }: Props) {
  const { t } = useTexts();
  return (
    <span className="arrivals-at" role="status">
      {count > 0 && (
        <button type="button" className="pill" onClick={onShow} title={t("list.showNew")}>
          <Icon name={below ? "arrow-down" : "arrow-up"} size={12} />
          {t("list.new", { count })}
        </button>
      )}
    </span>
  );
}
