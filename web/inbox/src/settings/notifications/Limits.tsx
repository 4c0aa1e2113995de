import { useTexts } from "../../texts/i18n";
import type { PartProps } from "./MyNotifications";

const MINUTE = 60;
const WAITS = [0, 2, 5, 10, 15, 30, 60] as const;
const COUNTS = [0, 1, 3, 5, 10, 20] as const;

/** From when on a supervisor is told: not of single chats, but when too much comes together. */
export function Limits({ settings, onChange }: PartProps) {
  const { t } = useTexts();
  const waits = withOwn(WAITS, Math.round(settings.oldestWait / MINUTE));
  return (
    <>
      <label className="notify-field">
        {t("notify.limits.wait")}
        <select
          value={Math.round(settings.oldestWait / MINUTE)}
          onChange={(event) => onChange({ oldestWait: Number(event.currentTarget.value) * MINUTE })}
        >
          {waits.map((minutes) => (
            <option key={minutes} value={minutes}>
              {minutes ? t("notify.limits.minutes", { count: minutes }) : t("notify.limits.never")}
            </option>
          ))}
        </select>
      </label>
      <label className="notify-field">
        {t("notify.limits.unanswered")}
        <select
          value={settings.unanswered}
          onChange={(event) => onChange({ unanswered: Number(event.currentTarget.value) })}
        >
          {withOwn(COUNTS, settings.unanswered).map((count) => (
            <option key={count} value={count}>
              {count ? t("notify.limits.chats", { count }) : t("notify.limits.never")}
            </option>
          ))}
        </select>
      </label>
    </>
  );
}

const withOwn = (usual: readonly number[], own: number): number[] =>
  [...new Set([...usual, own])].sort((a, b) => a - b);
