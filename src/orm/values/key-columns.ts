import { getTableColumns, type Column, type Table } from "drizzle-orm";
import { nativeKeys } from "./native-keys.ts";

const known = new WeakMap<Table, readonly Column[]>();

/** The columns of a table's primary key, in their order; of an alias, the alias's. None: a table without a key. */
export function keyColumns(table: Table): readonly Column[] {
  const made = known.get(table);
  if (made) return made;
  const columns = Object.values(getTableColumns(table));
  const single = columns.filter((column) => column.primary);
  const together = nativeKeys(table).primary.flatMap((name) => columns.find((column) => column.name === name) ?? []);
  const found = single.length > 0 ? single : together;
  known.set(table, found);
  return found;
}
