import { type Language, LOCALES, t } from "./i18n";

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const kept = new Map<string, Intl.DateTimeFormat>();

function format(lang: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = lang + JSON.stringify(options);
  let made = kept.get(key);
  if (!made) {
    made = new Intl.DateTimeFormat(LOCALES[lang], options);
    kept.set(key, made);
  }
  return made;
}

const ZONES: Record<string, string> = {
  "Asia/Jakarta": "WIB",
  "Asia/Pontianak": "WIB",
  "Asia/Makassar": "WITA",
  "Asia/Ujung_Pandang": "WITA",
  "Asia/Jayapura": "WIT",
};

/** The name of the reader's zone: Indonesia's three by their own names in either language. */
export function zone(at: Date, lang: Language): string {
  const own = ZONES[Intl.DateTimeFormat().resolvedOptions().timeZone];
  if (own) return own;
  const parts = format(lang, { timeZoneName: "short" }).formatToParts(at);
  return parts.find((part) => part.type === "timeZoneName")?.value ?? "";
}

export const clock = (at: string | number | Date, lang: Language): string =>
  format(lang, { hour: "2-digit", minute: "2-digit" }).format(new Date(at));

/** With weekday, date and zone: what stands on hover. */
export function exactly(at: string | number | Date, lang: Language): string {
  const date = new Date(at);
  const day = format(lang, { weekday: "short", day: "numeric", month: "short", year: "numeric" });
  return `${day.format(date)}, ${clock(date, lang)} ${zone(date, lang)}`;
}

/** Of another zone than the reader's: WIB, GMT+9. */
export function zoneName(name: string, at: Date, lang: Language): string {
  if (ZONES[name]) return ZONES[name];
  const parts = format(lang, { timeZone: name, timeZoneName: "short" }).formatToParts(at);
  return parts.find((part) => part.type === "timeZoneName")?.value ?? name;
}

/** A time to come as the clocks of a zone show it: 14:00, or Mon 30 Nov, 09:00. */
export function inZone(at: Date, name: string, lang: Language, now: Date): string {
  const day = format(lang, { timeZone: name, weekday: "short", day: "numeric", month: "short" });
  const time = clockIn(at, name, lang);
  return day.format(at) === day.format(now) ? time : `${day.format(at)}, ${time}`;
}

export const clockIn = (at: Date, name: string, lang: Language): string =>
  format(lang, { timeZone: name, hour: "2-digit", minute: "2-digit" }).format(at);

/** Mar 2023. */
export const monthYear = (at: string, lang: Language): string =>
  format(lang, { month: "short", year: "numeric" }).format(new Date(at));

/** The same by the reader's own clocks. */
export function untilWords(at: string | Date, lang: Language): string {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return inZone(new Date(at), own, lang, new Date());
}

const startOfDay = (at: Date): number => new Date(at).setHours(0, 0, 0, 0);

/** Whole days from `at` to `now` as a calendar counts them. */
export const daysAgo = (at: Date, now: number): number =>
  Math.round((startOfDay(new Date(now)) - startOfDay(at)) / (DAY * 1000));

/** As lists show it: the time, yesterday, 12 Nov, or 12 Nov 2025. */
export function listTime(at: string, lang: Language, now: number): string {
  const date = new Date(at);
  const ago = daysAgo(date, now);
  if (ago <= 0) return clock(date, lang);
  if (ago === 1) return t("time.yesterday");
  const year = date.getFullYear() === new Date(now).getFullYear() ? undefined : "numeric";
  return format(lang, { day: "numeric", month: "short", year }).format(date);
}

/** As a day separator says it. */
export function dayName(at: Date, lang: Language, now: number): string {
  const ago = daysAgo(at, now);
  const year = at.getFullYear() === new Date(now).getFullYear() ? undefined : "numeric";
  // Without the comma that some languages put after the weekday: another one stands before it.
  const weekday = format(lang, { weekday: "long" }).format(at);
  const date = `${weekday} ${format(lang, { day: "numeric", month: "long", year }).format(at)}`;
  if (ago <= 0) return t("thread.today", { date });
  return ago === 1 ? t("thread.yesterday", { date }) : date;
}

/** A span as short as a row needs it: 52 s, 12 min, 2 h 37, 3 d. */
export function span(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  if (whole < MINUTE) return t("time.seconds", { count: whole });
  if (whole < HOUR) return t("time.minutes", { count: Math.floor(whole / MINUTE) });
  if (whole >= DAY) return t("time.days", { count: Math.floor(whole / DAY) });
  const hours = Math.floor(whole / HOUR);
  const minutes = Math.floor((whole % HOUR) / MINUTE);
  if (minutes === 0) return t("time.hours", { count: hours });
  return t("time.hoursMinutes", { hours, minutes: String(minutes).padStart(2, "0") });
}

export const number = (value: number, lang: Language): string =>
  new Intl.NumberFormat(LOCALES[lang]).format(value);

export const percent = (share: number, lang: Language): string =>
  new Intl.NumberFormat(LOCALES[lang], { style: "percent" }).format(share);

const KILO = 1024;

/** 24 MB, 1.5 MB, 320 kB; counted as the hub counts its limits. */
export function bytes(size: number, lang: Language): string {
  const big = size >= KILO * KILO;
  const value = big ? size / KILO / KILO : Math.max(1, size / KILO);
  const unit = big ? "MB" : "kB";
  const digits = value < 10 && unit === "MB" ? 1 : 0;
  const figure = new Intl.NumberFormat(LOCALES[lang], { maximumFractionDigits: digits });
  return `${figure.format(value)} ${unit}`;
}
