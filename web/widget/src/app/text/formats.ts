import type { Language } from "../wire";
import type { Texts } from "./en";

/** Times, days and sizes in the visitor's language and time zone. */
export interface Formats {
  time(iso: string | number): string;
  /** Today, yesterday, or the date. */
  day(iso: string, now: number): string;
  /** Date, time and zone, for hovering. */
  exact(iso: string): string;
  /** Weekday and time, as one names an appointment. */
  appointment(iso: string): string;
  size(bytes: number): string;
  percent(share: number): string;
  /** "5 min" for 300 seconds; rounded up, as a promise should be. */
  span(seconds: number): string;
}

const LOCALE: Record<Language, string> = { en: "en-GB", id: "id-ID" };
const DAY = 86_400_000;

export function formatsOf(language: Language, texts: Texts): Formats {
  const locale = LOCALE[language];
  const time = new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit" });
  const date = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short" });
  const exact = new Intl.DateTimeFormat(locale, {
    weekday: "long",
    day: "numeric",
    month: "long",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    timeZoneName: "short",
  });
  const appointment = new Intl.DateTimeFormat(locale, {
    weekday: "long",
    day: "numeric",
    month: "long",
    hour: "2-digit",
    minute: "2-digit",
  });
  const figure = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const percent = new Intl.NumberFormat(locale, { style: "percent" });
  return {
    time: (at) => time.format(new Date(at)),
    day(iso, now) {
      const apart = Math.round((midnight(now) - midnight(new Date(iso).getTime())) / DAY);
      if (apart === 0) return texts.today;
      return apart === 1 ? texts.yesterday : date.format(new Date(iso));
    },
    exact: (iso) => exact.format(new Date(iso)),
    appointment: (iso) => appointment.format(new Date(iso)),
    size(bytes) {
      if (bytes < 1024 * 1000) return `${Math.max(1, Math.round(bytes / 1024))} kB`;
      return `${figure.format(bytes / (1024 * 1024))} MB`;
    },
    percent: (share) => percent.format(share),
    span(seconds) {
      if (seconds < 60) return texts.seconds(Math.max(1, Math.ceil(seconds)));
      if (seconds < 3600) return texts.minutes(Math.ceil(seconds / 60));
      return texts.hours(Math.ceil(seconds / 3600));
    },
  };
}

function midnight(at: number): number {
  const day = new Date(at);
  return new Date(day.getFullYear(), day.getMonth(), day.getDate()).getTime();
}
