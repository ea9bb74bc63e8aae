import { aliasedTable, getTableColumns, sql, type Column } from "drizzle-orm";
import { columnFacts } from "../values/column-facts.ts";
import { displayColumns } from "../values/display-columns.ts";
import { referenceOf } from "../values/reference-of.ts";
import type { Expression } from "./expression.ts";
import type { LabelJoin } from "./plan.ts";

/** The hidden join by which a reference shows the name of the row that it points to. */
export function labelJoin(column: Column, source: Expression, index: number): LabelJoin | undefined {
  const reference = referenceOf(column);
  if (!reference) return undefined;
  const alias = `rx_l${index}`;
  const table = aliasedTable(reference.table, alias);
  const columns = Object.values(getTableColumns(table));
  const [display] = displayColumns(reference.table);
  const find = (wanted: Column): Column | undefined => columns.find(({ name }) => name === wanted.name);
  const key = find(reference.key);
  const label = find(display);
  if (!key || !label) return undefined;
  return {
    alias,
    label,
    labelKind: columnFacts(display).storage.kind,
    table: reference.table,
    key: reference.key,
    join: { table, alias, joinType: "left", on: sql`${source} = ${key}` },
  };
}
