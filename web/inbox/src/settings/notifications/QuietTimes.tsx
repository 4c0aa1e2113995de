import { Switch } from "@mantine/core";
import { useClock } from "../../live/clock";
import { type Pause, pauseUntil } from "../../notify/quiet";
import { exactly } from "../../texts/format";
import { useTexts } from "../../texts/i18n";
import type { PartProps } from "./MyNotifications";

const PAUSES: readonly Pause[] = ["half", "hour", "tomorrow"];
const USUAL = { start: "22:00", end: "07:00" };

/** Do not disturb, for a while or daily. */
export function QuietTimes({ settings, onChange }: PartProps) {
  const { t, lang } = useTexts();
  const { quietHours, quietUntil } = settings;
  const until = quietUntil ? new Date(quietUntil).getTime() : 0;
  const paused = useClock((now) => (until > now ? 1 : 0)) === 1;
  return (
    <>
      {paused ? (
        <div className="notify-acts">
          <span>{t("notify.pause.until", { time: exactly(until, lang) })}</span>
          <button type="button" className="btn" onClick={() => onChange({ quietUntil: null })}>
            {t("notify.pause.end")}
          </button>
        </div>
      ) : (
        <div className="notify-acts">
          {PAUSES.map((pause) => (
            <button
              key={pause}
              type="button"
              className="btn"
              onClick={() => onChange({ quietUntil: pauseUntil(pause, new Date()).toISOString() })}
            >
              {t(`notify.pause.${pause}`)}
            </button>
          ))}
        </div>
      )}
      <Switch
        label={t("notify.quiet.daily")}
        checked={!!quietHours}
        onChange={(event) => onChange({ quietHours: event.currentTarget.checked ? USUAL : null })}
      />
      {quietHours && (
        <div className="notify-times">
          <Clock
            label={t("notify.quiet.start")}
            value={quietHours.start}
            onChange={(start) => onChange({ quietHours: { ...quietHours, start } })}
          />
          <Clock
            label={t("notify.quiet.end")}
            value={quietHours.end}
            onChange={(end) => onChange({ quietHours: { ...quietHours, end } })}
          />
        </div>
      )}
    </>
  );
}

interface ClockProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
}

function Clock({ label, value, onChange }: ClockProps) {
  return (
    <label className="notify-field">
      {label}
      <input
        type="time"
        required
        value={value}
        onChange={(event) => {
          if (event.currentTarget.value) onChange(event.currentTarget.value.slice(0, 5));
        }}
      />
    </label>
  );
}
