import { listTime } from "../texts/format";
import { type Language, LOCALES } from "../texts/i18n";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** "2 minutes ago" within the day, then as lists show it. */
export function ago(at: string, lang: Language, now: number): string {
  const passed = Math.max(0, now - new Date(at).getTime());
  const words = new Intl.RelativeTimeFormat(LOCALES[lang], { numeric: "auto", style: "short" });
  if (passed < MINUTE) return words.format(0, "second");
  if (passed < HOUR) return words.format(-Math.floor(passed / MINUTE), "minute");
  if (passed < 12 * HOUR) return words.format(-Math.floor(passed / HOUR), "hour");
  return listTime(at, lang, now);
}
