import type { AnyPgColumn } from "drizzle-orm/pg-core";
import type { ColumnDataType } from "drizzle-orm";
import type { ColumnOptions, ReferenceAction } from "./column-spec.ts";
import { PortableColumn } from "./portable-column.ts";

/** What a type knows of a reference: the table it points to and the names of the relation's two sides. */
export interface RefMark<Table extends string = string, As = undefined, Many = undefined> {
  readonly table: Table;
  readonly as: As;
  readonly many: Many;
}

/** Options of a reference. */
export interface RefOptions<As extends string | undefined, Many extends string | undefined> extends ColumnOptions {
  /** What happens to this row when the one that it points to is deleted. Default: the delete is refused. */
  readonly onDelete?: ReferenceAction;
  readonly onUpdate?: ReferenceAction;
  /** Name of the relation. Default: the column's without `Id`. */
  readonly as?: As;
  /** Name of the relation's other side. Default: the name under which the referring model is exported. */
  readonly many?: Many;
  /** Default: true, an index for every foreign key. */
  readonly index?: boolean;
}

/** Column type of a reference: that of the key which it points to. */
export type RefConfig<Type extends ColumnDataType, Data> = {
  name: "";
  dataType: Type;
  columnType: "RxRef";
  data: Data;
  driverParam: unknown;
  enumValues: undefined;
};

type NamedKey<Key> = Key extends "uuid" ? RefConfig<"string", string> : RefConfig<"number", number>;

/**
 * A reference to a row of another table, with a foreign key and an index.
 *
 * @example
 * ref(() => customers.id, { onDelete: "cascade" })
 * ref("employees")                   // by the table's name: for a table that points at itself, or two at each other
 * ref("files", { key: "uuid" })
 */
export function ref<
  C extends AnyPgColumn,
  As extends string | undefined = undefined,
  Many extends string | undefined = undefined,
>(
  target: () => C,
  options?: RefOptions<As, Many>,
): PortableColumn<RefConfig<C["_"]["dataType"], C["_"]["data"]>, { ref: RefMark<C["_"]["tableName"], As, Many> }>;
export function ref<
  Table extends string,
  Key extends "number" | "uuid" = "number",
  As extends string | undefined = undefined,
  Many extends string | undefined = undefined,
>(
  table: Table,
  options?: RefOptions<As, Many> & { readonly key?: Key },
): PortableColumn<NamedKey<Key>, { ref: RefMark<Table, As, Many> }>;
export function ref(
  target: string | (() => AnyPgColumn),
  options: RefOptions<string | undefined, string | undefined> & { readonly key?: "number" | "uuid" } = {},
): PortableColumn {
  const { label, help, column, key = "number", index = true, onDelete, onUpdate, as, many } = options;
  return new PortableColumn("ref", {
    ...(label !== undefined && { label }),
    ...(help !== undefined && { help }),
    ...(column !== undefined && { column }),
    ref: {
      target,
      key,
      index,
      ...(onDelete && { onDelete }),
      ...(onUpdate && { onUpdate }),
      ...(as !== undefined && { as }),
      ...(many !== undefined && { many }),
    },
  });
}
