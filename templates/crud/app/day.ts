const format = { year: "numeric", month: "short", day: "2-digit" } as const;
const ofTime = new Intl.DateTimeFormat(undefined, format);
// A day has no time zone: it is the same day everywhere.
const ofDay = new Intl.DateTimeFormat(undefined, { ...format, timeZone: "UTC" });

/** A day, or the day of a time, as this reader writes it: `Nov 20, 2026`. */
export function day(at: Date | string): string {
  return typeof at === "string" ? ofDay.format(new Date(at)) : ofTime.format(at);
}
