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

/** A moment: a `Date` in JavaScript, UTC to the millisecond in the database. */
export function timestamp(options?: ColumnOptions): TimeColumn<Config> {
  return new TimeColumn("timestamp", options);
}
