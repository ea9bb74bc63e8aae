import { RxError } from "../../errors/rx-error.ts";
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

/** Text that can be indexed, unique and a key. @param options.max most characters, 1 to 4,000, by default 255. */
export function text(options?: ColumnOptions & { readonly max?: number }): PortableColumn<Config> {
  const max = options?.max ?? 255;
  if (!Number.isInteger(max) || max < 1 || max > 4_000)
    throw new RxError("COLUMN_OPTION_INVALID", { what: "`max` of text() from 1 to 4000", found: max });
  return new PortableColumn("text", { ...options, max });
}
