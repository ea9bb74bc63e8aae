import type { ColumnOptions } from "./column-spec.ts";
import { PortableColumn } from "./portable-column.ts";

type Config = {
  name: "";
  dataType: "buffer";
  columnType: "PgBytea";
  data: Uint8Array;
  driverParam: unknown;
  enumValues: undefined;
};

/** Bytes, at most 512 KiB through the browser. */
export function bytes(options?: ColumnOptions): PortableColumn<Config> {
  return new PortableColumn("bytes", options);
}
