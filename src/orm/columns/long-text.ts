import { defaultLimits } from "../../protocol/limits.ts";
import type { ColumnOptions } from "./column-spec.ts";
import { PortableColumn } from "./portable-column.ts";

type Config = {
  name: "";
  dataType: "string";
  columnType: "PgText";
  data: string;
  driverParam: unknown;
  enumValues: undefined;
};

/** Text up to 512 KiB: notes, articles. It cannot be indexed. */
export function longText(options?: ColumnOptions): PortableColumn<Config> {
  return new PortableColumn("longText", { ...options, max: defaultLimits.maxLongStringBytes });
}
