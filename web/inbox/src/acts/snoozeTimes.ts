/** A day and time of day as the clocks of a zone show it; months from 1. */
interface WallTime {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
}

export interface SnoozeTime {
  id: "hour" | "afternoon" | "tomorrow" | "monday";
  at: Date;
}

const HOUR = 3_600_000;
const MORNING = 9;
const AFTERNOON = 14;
/** Until this long before, "this afternoon" is still something to wait for. */
const WORTH_IT = HOUR / 2;

const kept = new Map<string, Intl.DateTimeFormat>();

function reader(zone: string): Intl.DateTimeFormat {
  let made = kept.get(zone);
  if (!made) {
    made = new Intl.DateTimeFormat("en-GB", {
      timeZone: zone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
    });
    kept.set(zone, made);
  }
  return made;
}

/** What the clocks of a zone show at an instant. */
export function wallTime(at: Date, zone: string): WallTime {
  const parts = reader(zone).formatToParts(at);
  const part = (type: string) => Number(parts.find((each) => each.type === type)?.value);
  return {
    year: part("year"),
    month: part("month"),
    day: part("day"),
    hour: part("hour"),
    minute: part("minute"),
  };
}

const asUtc = ({ year, month, day, hour, minute }: WallTime): number =>
  Date.UTC(year, month - 1, day, hour, minute);

/** The instant at which the clocks of a zone show this; days past the end of a month go on. */
export function instant(wanted: WallTime, zone: string): Date {
  const goal = asUtc(wanted);
  let at = goal;
  // Twice: the first guess may lie on the other side of a change of the clocks.
  for (let round = 0; round < 2; round += 1) at += goal - asUtc(wallTime(new Date(at), zone));
  return new Date(at);
}

/** The usual times for a chat to come back, by the clocks of the house. */
export function snoozeTimes(now: Date, zone: string): SnoozeTime[] {
  const today = wallTime(now, zone);
  const on = (days: number, hour: number) =>
    instant({ ...today, day: today.day + days, hour, minute: 0 }, zone);
  const weekday = new Date(asUtc(today)).getUTCDay();
  const toMonday = (8 - weekday) % 7 || 7;
  const times: SnoozeTime[] = [{ id: "hour", at: new Date(now.getTime() + HOUR) }];
  const afternoon = on(0, AFTERNOON);
  if (afternoon.getTime() - now.getTime() > WORTH_IT)
    times.push({ id: "afternoon", at: afternoon });
  times.push({ id: "tomorrow", at: on(1, MORNING) });
  if (toMonday > 1) times.push({ id: "monday", at: on(toMonday, MORNING) });
  return times;
}

const two = (figure: number): string => String(figure).padStart(2, "0");

/** As a date field writes it: "2026-11-30T09:00". */
export function fieldValue(at: Date, zone: string): string {
  const { year, month, day, hour, minute } = wallTime(at, zone);
  return `${year}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}`;
}

/** Null when it is no date. */
export function readField(value: string, zone: string): Date | null {
  const [year, month, day, hour, minute] = value.split(/\D/).map(Number);
  if (!year || !month || !day || hour === undefined || minute === undefined) return null;
  return instant({ year, month, day, hour, minute }, zone);
}
