import { Switch, TextInput } from "@mantine/core";
import type { Hours, Span } from "../../../../contract/types";
import { useTexts } from "../../texts/i18n";
import { Icon } from "../../ui/Icon";
import type { FieldErrors } from "../kit/useEdits";
import "./hours.css";

const DAYS = [
  "monday",
  "tuesday",
  "wednesday",
  "thursday",
  "friday",
  "saturday",
  "sunday",
] as const;
type Day = (typeof DAYS)[number];

const OFFICE: Span = { start: "09:00", end: "17:00" };

interface Props {
  hours: Hours;
  errors: FieldErrors;
  onChange: (hours: Hours) => void;
}

/** A week: around the clock, or for each day any number of spans. */
export function WeekField({ hours, errors, onChange }: Props) {
  const { t } = useTexts();
  const choose = (always: boolean) => {
    const empty = DAYS.every((day) => (hours[day] ?? []).length === 0);
    const week =
      empty && !always ? Object.fromEntries(DAYS.slice(0, 5).map((d) => [d, [OFFICE]])) : {};
    onChange({ ...hours, ...week, always });
  };
  return (
    <div className="week">
      <Switch
        id="field-hours"
        label={t("hours.always")}
        description={t("hours.always.lead")}
        checked={hours.always ?? true}
        error={errors.hours}
        onChange={(event) => choose(event.currentTarget.checked)}
      />
      {!hours.always && (
        <ul className="week-days">
          {DAYS.map((day) => (
            <DayRow
              key={day}
              day={day}
              spans={hours[day] ?? []}
              errors={errors}
              onChange={(spans) => onChange({ ...hours, [day]: spans })}
            />
          ))}
        </ul>
      )}
    </div>
  );
}

interface DayProps {
  day: Day;
  spans: Span[];
  errors: FieldErrors;
  onChange: (spans: Span[]) => void;
}

function DayRow({ day, spans, errors, onChange }: DayProps) {
  const { t } = useTexts();
  const name = t(`hours.${day}`);
  const put = (at: number, change: Partial<Span>) =>
    onChange(spans.map((span, i) => (i === at ? { ...span, ...change } : span)));
  return (
    <li className="week-day">
      <b>{name}</b>
      <div className="week-spans">
        {spans.length === 0 && <span className="muted week-closed">{t("hours.closed")}</span>}
        {spans.map((span, at) => {
          const wrong = errors[`hours.${day}.${at}`];
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a span is its place in the day
            <div key={at} className="week-span">
              <TextInput
                id={`field-hours-${day}-${at}`}
                type="time"
                aria-label={t("hours.from", { day: name })}
                value={span.start}
                error={!!wrong}
                onChange={(event) => put(at, { start: event.currentTarget.value })}
              />
              <span aria-hidden="true">–</span>
              <TextInput
                type="time"
                aria-label={t("hours.to", { day: name })}
                value={span.end === "24:00" ? "00:00" : span.end}
                error={!!wrong}
                onChange={(event) =>
                  put(at, {
                    end:
                      event.currentTarget.value === "00:00" ? "24:00" : event.currentTarget.value,
                  })
                }
              />
              <button
                type="button"
                className="ib ib-small"
                aria-label={t("hours.remove", { day: name, from: span.start, to: span.end })}
                onClick={() => onChange(spans.filter((_, i) => i !== at))}
              >
                <Icon name="x" />
              </button>
              {wrong && <p className="week-wrong">{wrong}</p>}
            </div>
          );
        })}
        {errors[`hours.${day}`] && <p className="week-wrong">{errors[`hours.${day}`]}</p>}
      </div>
      <button
        type="button"
        className="ib ib-small"
        aria-label={t("hours.add", { day: name })}
        data-tip={t("hours.add", { day: name })}
        onClick={() => onChange([...spans, nextSpan(spans)])}
      >
        <Icon name="plus" />
      </button>
    </li>
  );
}

/** An hour after the last one, so that a break lies between; from nine o'clock on an empty day. */
function nextSpan(spans: Span[]): Span {
  const last = spans.at(-1)?.end;
  const hour = last ? Number(last.slice(0, 2)) + 1 : 24;
  if (hour > 22) return spans.length ? { start: "00:00", end: "01:00" } : OFFICE;
  const two = (value: number) => String(value).padStart(2, "0");
  return { start: `${two(hour)}:00`, end: `${two(hour + 1)}:00` };
}
