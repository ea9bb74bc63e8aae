import { count, getTableColumns, inArray, sql, type Column, type SQL } from "drizzle-orm";
import type { StoredValues } from "../../framework/ports/change-feed.ts";
import type { ReferenceAction } from "../columns/column-spec.ts";
import { currentDialect } from "../current-dialect.ts";
import type { Database } from "../database.ts";
import { columnInfoOf } from "../model-info.ts";
import { models } from "../model-registry.ts";
import { tableFor } from "../table-for.ts";
import { referenceOf } from "../values/reference-of.ts";
import { keyCondition } from "./key-condition.ts";
import { recordTable, type RecordTable } from "./record-table.ts";

/** How many rows of a table point at rows that are to be deleted, and what the database would do with them. */
export interface RelatedRows {
  /** Name in the database. */
  readonly table: string;
  readonly count: number;
  /** `goes`: deleted too · `keeps`: the delete is refused because of them. */
  readonly what: "goes" | "keeps";
}

/** Deeper chains of cascades are not looked at; no real schema has them. */
const maxDepth = 6;

/** Counts what deleting these rows would take along, through all cascades, and what would refuse it. Rows that only lose a reference are not counted. */
export async function relatedCounts(
  database: Database,
  table: RecordTable,
  keys: readonly StoredValues[],
): Promise<readonly RelatedRows[]> {
  const found = new Map<string, RelatedRows>();
  await follow(database, table, keyCondition(table, keys), found, [table.name]);
  return [...found.values()];
}

async function follow(
  database: Database,
  table: RecordTable,
  rows: SQL,
  found: Map<string, RelatedRows>,
  path: readonly string[],
): Promise<void> {
  for (const { referrer, column, target, action } of referrersOf(table)) {
    if (action === "set null" || path.includes(referrer.name) || path.length > maxDepth) continue;
    const where = inArray(
      column,
      database
        .select({ key: sql`${target}` })
        .from(table.table)
        .where(rows),
    );
    const [counted] = await database.select({ rows: count() }).from(referrer.table).where(where);
    if (counted === undefined || counted.rows === 0) continue;
    const what = action === "cascade" ? "goes" : "keeps";
    const before = found.get(`${referrer.name} ${what}`)?.count ?? 0;
    found.set(`${referrer.name} ${what}`, { table: referrer.name, count: before + counted.rows, what });
    if (what === "goes") await follow(database, referrer, where, found, [...path, referrer.name]);
  }
}

interface Referrer {
  readonly referrer: RecordTable;
  readonly column: Column;
  /** The key that it points to. */
  readonly target: Column;
  readonly action: ReferenceAction | undefined;
}

function referrersOf(table: RecordTable): readonly Referrer[] {
  return models().flatMap((model) => {
    const referrer = recordTable(tableFor(model, currentDialect()));
    return Object.values(getTableColumns(referrer.table)).flatMap((column: Column) => {
      const target = referenceOf(column);
      if (target === undefined || recordTable(target.table).name !== table.name) return [];
      return { referrer, column, target: target.key, action: columnInfoOf(column)?.spec.ref?.onDelete };
    });
  });
}
