/** The last day of the sample data. */
export const lastDay = Date.UTC(2026, 10, 20);

/** Milliseconds of a day. */
export const dayMs = 24 * 60 * 60 * 1000;

/** A day as `date` columns keep it. */
export function toDay(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
