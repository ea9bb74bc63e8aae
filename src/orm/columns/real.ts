import type { ColumnOptions } from "./column-spec.ts";
import { PortableColumn } from "./portable-column.ts";

type Config = {
  name: "";
  dataType: "number";
  columnType: "PgDoublePrecision";
  data: number;
  driverParam: unknown;
  enumValues: undefined;
};

/** A floating point number of 64 bits. */
export function real(options?: ColumnOptions): PortableColumn<Config> {
  return new PortableColumn("real", options);
}
