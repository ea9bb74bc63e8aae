import type { DayOfWeek } from "@mantine/dates";

/** The first day of a week where the reader lives, 0 is Sunday; Monday where the runtime does not know. */
export function firstDayOfWeek(locale?: string): DayOfWeek {
  const language = locale ?? (typeof navigator === "undefined" ? "en" : navigator.language);
  const known: IntlLocale = new Intl.Locale(language);
  const day = known.getWeekInfo?.().firstDay ?? known.weekInfo?.firstDay ?? 1;
  return days[day % 7] ?? 1;
}

const days: readonly DayOfWeek[] = [0, 1, 2, 3, 4, 5, 6];

/** Runtimes differ: a method in new ones, a getter in older ones, nothing in some. 7 is Sunday. */
interface IntlLocale extends Intl.Locale {
  getWeekInfo?(): { readonly firstDay: number };
  readonly weekInfo?: { readonly firstDay: number };
}
