import type { ColumnOptions } from "./column-spec.ts";
import { PortableColumn } from "./portable-column.ts";

type Config = {
  name: "";
  dataType: "boolean";
  columnType: "PgBoolean";
  data: boolean;
  driverParam: unknown;
  enumValues: undefined;
};

/** True or false. */
export function boolean(options?: ColumnOptions): PortableColumn<Config> {
  return new PortableColumn("boolean", options);
}
