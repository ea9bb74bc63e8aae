import type { ColumnOptions } from "./column-spec.ts";
import { UuidColumn } from "./uuid-column.ts";

type Config = {
  name: "";
  dataType: "string";
  columnType: "PgUUID";
  data: string;
  driverParam: unknown;
  enumValues: undefined;
};

/**
 * A UUID in its usual form with hyphens, lower case.
 *
 * @example uuid().primaryKey().defaultRandom()
 */
export function uuid(options?: ColumnOptions): UuidColumn<Config> {
  return new UuidColumn("uuid", options);
}
