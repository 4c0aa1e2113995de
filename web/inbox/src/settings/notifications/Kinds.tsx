import { useTexts } from "../../texts/i18n";
import type { PartProps } from "./MyNotifications";

const MEDIA = ["sound", "desktop", "bell"] as const;

/** Each kind of thing, and by what one is told of it. */
export function Kinds({ settings, onChange }: PartProps) {
  const { t } = useTexts();
  return (
    <table className="notify-table" aria-label={t("notify.kinds.title")}>
      <thead>
        <tr>
          <th scope="col">{t("notify.kinds.what")}</th>
          {MEDIA.map((medium) => (
            <th key={medium} scope="col">
              {t(`notify.medium.${medium}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {settings.kinds.map((choice) => (
          <tr key={choice.kind}>
            <th scope="row">{t(`notify.kind.${choice.kind}`)}</th>
            {MEDIA.map((medium) => (
              <td key={medium}>
                <label className="notify-box">
                  <input
                    type="checkbox"
                    aria-label={`${t(`notify.kind.${choice.kind}`)}: ${t(`notify.medium.${medium}`)}`}
                    checked={choice[medium]}
                    onChange={(event) =>
                      onChange({ kinds: [{ ...choice, [medium]: event.currentTarget.checked }] })
                    }
                  />
                </label>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
