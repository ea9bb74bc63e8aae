import { aliasedTable, type Column, type MakeColumnConfig, type UpdateTableConfig } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";

type KeptMarks<C extends Column> = { [Mark in keyof C["_"] & ("secret" | "ref")]: C["_"][Mark] };

type AliasColumns<Columns extends Record<string, Column>, Alias extends string> = {
  [Key in keyof Columns]: PgColumn<MakeColumnConfig<Columns[Key]["_"], Alias>, object, KeptMarks<Columns[Key]>>;
} & {};

/** A table under another name, with the same columns and what is known of them. */
export type AliasedTable<T extends PgTable, Alias extends string> = PgTable<
  UpdateTableConfig<T["_"]["config"], { name: Alias; columns: AliasColumns<T["_"]["columns"], Alias> }>
> &
  AliasColumns<T["_"]["columns"], Alias>;

/**
 * The table under another name, to join it twice or with itself; secret columns stay secret.
 *
 * @example const boss = alias(employees, "boss");
 */
export function alias<T extends PgTable, Alias extends string>(table: T, name: Alias): AliasedTable<T, Alias> {
  const aliased: unknown = aliasedTable(table, name);
  return aliased as AliasedTable<T, Alias>; // as: Drizzle's own type drops what marks a column secret
}
