import type { ColumnBuilderBaseConfig, ColumnDataType, HasDefault } from "drizzle-orm";
import { PortableColumn } from "./portable-column.ts";

/** A column whose default can be the moment of the insert. */
export class TimeColumn<T extends ColumnBuilderBaseConfig<ColumnDataType, string>> extends PortableColumn<T> {
  /** The database's own clock (UTC) at the insert. */
  defaultNow(): HasDefault<this> {
    this.spec.default = { type: "now" };
    return this as HasDefault<this>; // as: the builder's type says what it has become
  }
}
