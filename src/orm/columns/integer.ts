import type { ColumnOptions } from "./column-spec.ts";
import { PortableColumn } from "./portable-column.ts";

type Config = {
  name: "";
  dataType: "number";
  columnType: "PgInteger";
  data: number;
  driverParam: unknown;
  enumValues: undefined;
};

/** A whole number from -2,147,483,648 to 2,147,483,647. */
export function integer(options?: ColumnOptions): PortableColumn<Config> {
  return new PortableColumn("integer", options);
}
