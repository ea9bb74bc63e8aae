import type { ColumnOptions } from "./column-spec.ts";
import { TimeColumn } from "./time-column.ts";

type Config = {
  name: "";
  dataType: "date";
  columnType: "PgTimestamp";
  data: Date;
  driverParam: unknown;
  enumValues: undefined;
};

/**
 * A moment: a `Date` in JavaScript, UTC to the millisecond in the database.
 *
 * @param options.sqlite how SQLite keeps it: as a number of milliseconds, or as text, `2026-11-21 09:30:00`, as most other
 * programs do. Default: `"number"`.
 */
export function timestamp(options: ColumnOptions & { readonly sqlite?: "number" | "text" } = {}): TimeColumn<Config> {
  const { sqlite = "number", ...rest } = options;
  return new TimeColumn("timestamp", { ...rest, ...(sqlite === "text" && { sqliteText: true }) });
}
