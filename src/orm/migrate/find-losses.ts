import type { Snapshot } from "./snapshot.ts";
import { typeChange } from "./type-change.ts";

/** What a change of the schema takes away, in words: `column orders.note`, `table notes`. Renames are made already. */
export function findLosses(from: Snapshot, to: Snapshot): readonly string[] {
  return Object.entries(from.tables).flatMap(([key, table]) => {
    const after = to.tables[key];
    if (!after) return [`table ${table.name}`];
    return Object.values(table.columns).flatMap((column) => {
      const path = `${table.name}.${column.name}`;
      const next = after.columns[column.name];
      if (!next) return [`column ${path}`];
      const change = typeChange(column, next);
      const [was, is] = column.type === next.type ? [column.kind, next.kind] : [column.type, next.type];
      if (change === "replace") return [`values of column ${path} (${was} does not become ${is})`];
      return change === "round" ? [`digits of column ${path} (${was} becomes ${is})`] : [];
    });
  });
}
