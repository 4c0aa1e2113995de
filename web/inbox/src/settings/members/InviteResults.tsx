import type { InvitedAddress } from "../../../../contract/types";
import { useTexts } from "../../texts/i18n";
import { Icon } from "../../ui/Icon";

interface Props {
  results: InvitedAddress[];
  onClose: () => void;
}

/** What became of each address; the ones that went wrong first. */
export function InviteResults({ results, onClose }: Props) {
  const { t } = useTexts();
  const wrong = results.flatMap(({ email, result }) =>
    result === "invited" ? [] : [{ email, result }],
  );
  const invited = results.length - wrong.length;
  return (
    <div className="invite-form">
      {invited > 0 && <p role="status">{t("invites.sent", { count: invited })}</p>}
      <ul className="invite-results">
        {wrong.map(({ email, result }) => (
          <li key={email}>
            <Icon name="alert-circle" />
            <span>
              <b>{email}</b>
              <span className="muted">{t(`invites.result.${result}`)}</span>
            </span>
          </li>
        ))}
      </ul>
      <div className="ask-acts">
        <button type="button" className="btn btn-main" onClick={onClose}>
          {t("settings.close")}
        </button>
      </div>
    </div>
  );
}
