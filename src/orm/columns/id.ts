import type { HasDefault, IsPrimaryKey, NotNull } from "drizzle-orm";
import type { ColumnOptions } from "./column-spec.ts";
import { PortableColumn } from "./portable-column.ts";

type Config = {
  name: "";
  dataType: "number";
  columnType: "PgBigInt53";
  data: number;
  driverParam: unknown;
  enumValues: undefined;
};

/** The number key of a table: the database counts it up, and never gives the number of a deleted row again. */
export function id(options?: ColumnOptions): IsPrimaryKey<HasDefault<NotNull<PortableColumn<Config>>>> {
  const column = new PortableColumn<Config>("id", { ...options, primary: true, notNull: true });
  return column as IsPrimaryKey<HasDefault<NotNull<PortableColumn<Config>>>>; // as: the builder's type says what it is
}
