import { Column, is, type Table } from "drizzle-orm";
import { modelOf } from "../model-info.ts";
import { keyColumns } from "../values/key-columns.ts";
import { equalColumns } from "./equal-columns.ts";
import type { IndexCatalog } from "./index-catalog.ts";
import type { OrderTerm } from "./order-of.ts";
import { columnKey, isColumnOf, originalName } from "./table-names.ts";
import type { WindowRows } from "./window-rows.ts";

/** The one index that lets windows be read without looking at a whole long table, and where to write it. */
export interface MissingIndex {
  /** Name of the table in the database. */
  readonly table: string;
  /** What the table is read as a whole for. */
  readonly why: string;
  /** The line of code. */
  readonly add: string;
}

/** Rows of a table from which on an index is worth a word. */
const manyRows = 20_000;

/** Which index is missing for these rows; undefined where none is, or none would help. */
export async function missingIndex(rows: WindowRows, indexes: IndexCatalog): Promise<MissingIndex | undefined> {
  const { plan, terms, view } = rows;
  const { base } = plan;
  if (!base || plan.inner || (await rows.sizeOf(originalName(base))) < manyRows) return undefined;
  const names = view.filter ? equalColumns(view.filter) : [];
  const equal = names.flatMap((name) => columnsOf(base, plan.columns.get(name)?.expression));
  const isOrdered = await indexes.hasOrder(plan, terms);
  const leads = await Promise.all(equal.map((column) => indexes.leads(plan, column)));
  if (leads.includes(true) || (isOrdered && equal.length === 0)) return undefined;
  const sorted = sortColumns(base, terms);
  const columns = [...equal, ...sorted.filter((column) => !equal.includes(column))];
  if (columns.length === 0 || (equal.length === 0 && sorted.length === 0)) return undefined;
  const keys = columns.map(columnKey);
  const filtered = equal.length > 0 ? `filtered by ${equal.map(columnKey).join(" and ")}` : "";
  const ordered = sorted.length > 0 ? `sorted by ${sorted.map(columnKey).join(" and ")}` : "";
  return {
    table: originalName(base),
    why: [filtered, ordered].filter((part) => part !== "").join(", "),
    add: `index().on(${keys.map((key) => `t.${key}`).join(", ")}) in the model ${modelOf(base)?.exportName ?? originalName(base)}`,
  };
}

/** The columns of the order that one index can have: those of the base table, as long as they go in one direction; without the key. */
function sortColumns(base: Table, terms: readonly OrderTerm[]): readonly Column[] {
  const key = keyColumns(base).map(({ name }) => name);
  const columns: Column[] = [];
  for (const { expression, descending } of terms) {
    const [column] = columnsOf(base, expression);
    if (!column || descending !== terms[0]?.descending) break;
    if (!key.includes(column.name)) columns.push(column);
  }
  return columns;
}

function columnsOf(base: Table, expression: unknown): readonly Column[] {
  return is(expression, Column) && isColumnOf(expression, base) ? [expression] : [];
}
