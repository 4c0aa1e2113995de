import type { NotificationSettings } from "./calls";

const minutes = (clock: string): number => {
  const [hours = 0, rest = 0] = clock.split(":").map(Number);
  return hours * 60 + rest;
};

/** Whether nothing may sound or pop up now: do not disturb, or the daily quiet hours. */
export function isQuiet(
  { quietUntil, quietHours }: Pick<NotificationSettings, "quietUntil" | "quietHours">,
  now: Date,
): boolean {
  if (quietUntil && new Date(quietUntil) > now) return true;
  if (!quietHours) return false;
  const [start, end] = [minutes(quietHours.start), minutes(quietHours.end)];
  const at = now.getHours() * 60 + now.getMinutes();
  return start <= end ? at >= start && at < end : at >= start || at < end;
}

export type Pause = "half" | "hour" | "tomorrow";

/** Tomorrow begins at eight. */
const MORNING = 8;

export function pauseUntil(pause: Pause, now: Date): Date {
  if (pause === "half") return new Date(now.getTime() + 30 * 60_000);
  if (pause === "hour") return new Date(now.getTime() + 60 * 60_000);
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1, MORNING);
}
