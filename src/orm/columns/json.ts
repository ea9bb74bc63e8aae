import type { ColumnOptions } from "./column-spec.ts";
import { PortableColumn } from "./portable-column.ts";

type Config<Data> = {
  name: "";
  dataType: "json";
  columnType: "PgJsonb";
  data: Data;
  driverParam: unknown;
  enumValues: undefined;
};

/** Any JSON value, of the type that the app says. */
export function json<Data = unknown>(options?: ColumnOptions): PortableColumn<Config<Data>> {
  return new PortableColumn("json", options);
}
