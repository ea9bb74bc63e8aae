import type { ColumnOptions } from "./column-spec.ts";
import { PortableColumn } from "./portable-column.ts";

type Config = {
  name: "";
  dataType: "bigint";
  columnType: "PgBigInt64";
  data: bigint;
  driverParam: unknown;
  enumValues: undefined;
};

/** A whole number of 64 bits, a `bigint` in JavaScript. */
export function bigint(options?: ColumnOptions): PortableColumn<Config> {
  return new PortableColumn("bigint", options);
}
