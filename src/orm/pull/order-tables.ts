import type { TableShape } from "../introspect/database-shape.ts";

/** Tables in an order in which each comes after those that it refers to, as far as they do not refer to each other. */
export function orderTables(tables: readonly TableShape[]): readonly TableShape[] {
  const ordered = new Set<TableShape>();
  const open = new Set<TableShape>();
  const visit = (table: TableShape): void => {
    if (ordered.has(table) || open.has(table)) return;
    open.add(table);
    for (const { table: name } of table.foreignKeys) {
      const target = tables.find((other) => other.name === name);
      if (target) visit(target);
    }
    open.delete(table);
    ordered.add(table);
  };
  for (const table of tables) visit(table);
  return [...ordered];
}

/** Says whether references lead from one table to another, at any distance. */
export function reachability(tables: readonly TableShape[]): (from: string, to: string) => boolean {
  const reached = new Map<string, ReadonlySet<string>>();
  const from = (start: string): ReadonlySet<string> => {
    const known = reached.get(start);
    if (known) return known;
    const found = new Set<string>();
    const visit = (name: string): void => {
      for (const key of tables.find((table) => table.name === name)?.foreignKeys ?? [])
        if (!found.has(key.table)) {
          found.add(key.table);
          visit(key.table);
        }
    };
    visit(start);
    reached.set(start, found);
    return found;
  };
  return (start, end) => from(start).has(end);
}
