import type { ColumnOptions } from "./column-spec.ts";
import { TimeColumn } from "./time-column.ts";

type Config = {
  name: "";
  dataType: "string";
  columnType: "PgDateString";
  data: string;
  driverParam: unknown;
  enumValues: undefined;
};

/** A day of the calendar without time or zone: `"2026-11-21"`. */
export function date(options?: ColumnOptions): TimeColumn<Config> {
  return new TimeColumn("date", options);
}
