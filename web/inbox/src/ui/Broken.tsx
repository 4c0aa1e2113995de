import { ApiError } from "../api/http";
import { reasonOf } from "../app/refusals";
import { useTexts } from "../texts/i18n";
import { Icon } from "./Icon";

interface Props {
  title: string;
  lead: string;
  /** What the hub said, if it said something: that is the reason then. */
  error?: unknown;
  onRetry?: () => void;
}

/** What happened, what was kept, and the way on. */
export function Broken({ title, lead, error, onRetry }: Props) {
  const { t } = useTexts();
  const unseen = error instanceof ApiError && [403, 404].includes(error.status);
  return (
    <div className="empty" role="alert">
      <span className="empty-i is-bad">
        <Icon name="alert-circle" size={20} />
      </span>
      <b>{title}</b>
      <p>{unseen ? t("app.unseen") : error instanceof ApiError ? reasonOf(error) : lead}</p>
      {onRetry && (
        <button type="button" className="btn" onClick={onRetry}>
          <Icon name="refresh" />
          {t("thread.retry")}
        </button>
      )}
    </div>
  );
}
