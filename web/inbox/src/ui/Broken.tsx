import { useTexts } from "../texts/i18n";
import { Icon } from "./Icon";

interface Props {
  title: string;
  lead: string;
  onRetry?: () => void;
}

/** What happened, what was kept, and the way on. */
export function Broken({ title, lead, onRetry }: Props) {
  const { t } = useTexts();
  return (
    <div className="empty" role="alert">
      <span className="empty-i is-bad">
        <Icon name="alert-circle" size={20} />
      </span>
      <b>{title}</b>
      <p>{lead}</p>
      {onRetry && (
        <button type="button" className="btn" onClick={onRetry}>
          <Icon name="refresh" />
          {t("thread.retry")}
        </button>
      )}
    </div>
  );
}
