/** Times as people write them. */
import type { Texts } from "./texts";

const locale = (language: string) => (language === "id" ? "id-ID" : "en-GB");

export function time(at: string, language: string): string {
  return new Intl.DateTimeFormat(locale(language), { hour: "2-digit", minute: "2-digit" }).format(
    new Date(at),
  );
}

/** 24 Nov, or today and yesterday by their words. */
export function day(at: string, language: string, t: Texts): string {
  const date = new Date(at);
  const midnight = (of: Date) => new Date(of.getFullYear(), of.getMonth(), of.getDate()).getTime();
  const days = Math.round((midnight(new Date()) - midnight(date)) / 86_400_000);
  if (days === 0) return t.today;
  if (days === 1) return t.yesterday;
  return new Intl.DateTimeFormat(locale(language), { day: "numeric", month: "short" }).format(date);
}

export function clock(at: string, language: string, t: Texts): string {
  const said = day(at, language, t);
  return said === t.today ? time(at, language) : said;
}

export function exactly(at: string, language: string): string {
  return new Intl.DateTimeFormat(locale(language), {
    dateStyle: "medium",
    timeStyle: "short",
  }).format(new Date(at));
}
