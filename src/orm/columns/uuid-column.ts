import { randomUUID } from "node:crypto";
import type { ColumnBuilderBaseConfig, ColumnDataType, HasDefault, HasRuntimeDefault } from "drizzle-orm";
import { PortableColumn } from "./portable-column.ts";

/** A column of UUIDs. */
export class UuidColumn<T extends ColumnBuilderBaseConfig<ColumnDataType, string>> extends PortableColumn<T> {
  /** A new random UUID for a row that is inserted without one. */
  defaultRandom(): HasRuntimeDefault<HasDefault<this>> {
    this.spec.default = { type: "function", make: randomUUID };
    return this as HasRuntimeDefault<HasDefault<this>>; // as: the builder's type says what it has become
  }
}
