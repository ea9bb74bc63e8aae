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

/** Long text: notes, articles. It cannot be indexed. @param options.max most characters, by default 512 Ki, as many as a browser may send. */
export function longText(options?: ColumnOptions & { readonly max?: number }): PortableColumn<Config> {
  return new PortableColumn("longText", { max: defaultLimits.maxLongStringBytes, ...options });
}
