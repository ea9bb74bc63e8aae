import { Column, getTableColumns, getTableName, is, sql, type SQL } from "drizzle-orm";
import type { StoredValues } from "../../framework/ports/change-feed.ts";
import type { Tuple } from "../../framework/ports/live-source.ts";
import type { Expression } from "./expression.ts";
import { RowReader } from "./row-reader.ts";
import { columnKey, isColumnOf } from "./table-names.ts";
import { toRaw } from "./to-raw.ts";
import type { WindowRows } from "./window-rows.ts";

/** Rows asked about in one statement. */
const maxRows = 50;

/**
 * Where rows stood as they were. By themselves where the base table alone decides; else the query's own conditions are asked, with
 * the rows as they were in the place of the table.
 */
export async function placesBefore(
  rows: WindowRows,
  before: readonly StoredValues[],
): Promise<readonly (Tuple | null | undefined)[]> {
  const { plan, terms, writer } = rows;
  const isOwn = terms.every(
    ({ expression }) => is(expression, Column) && plan.base !== undefined && isColumnOf(expression, plan.base),
  );
  if (!isOwn || !writer.isBaseOnly) return before.map(() => undefined);
  if (!writer.isFiltered) return before.map((row) => terms.map(({ expression }) => rawOf(expression, row)));
  const places: (Tuple | null | undefined)[] = [];
  for (let start = 0; start < before.length; start += maxRows) {
    places.push(...(await ask(rows, before.slice(start, start + maxRows))));
  }
  return places;
}

async function ask(rows: WindowRows, before: readonly StoredValues[]): Promise<readonly (Tuple | null | undefined)[]> {
  const { plan, terms, writer } = rows;
  if (!plan.base || plan.select.config.withList?.length) return before.map(() => undefined);
  const columns = Object.entries(getTableColumns(plan.base));
  const base = getTableName(plan.base);
  const values: Record<string, unknown> = {};
  for (const [at, row] of before.entries()) {
    for (const [index, [key, column]] of columns.entries()) values[`b${at}_${index}`] = toRaw(column, row[key]);
  }
  const reader = new RowReader(plan, terms, []);
  const write = (): SQL => {
    const pictures = before.map((_, at) => {
      // A cast gives the value the affinity that the column has.
      const cells = columns.map(
        ([, column], index) =>
          sql`cast(${sql.placeholder(`b${at}_${index}`)} as ${sql.raw(column.getSQLType())}) as ${sql.identifier(column.name)}`,
      );
      return sql`select ${sql.join(cells, sql`, `)}`;
    });
    const name = sql.identifier(base);
    const query = writer.slim({ selection: reader.selection, where: undefined, terms });
    return sql`with ${name} as (${sql.join(pictures, sql` union all `)}) ${query}`;
  };
  const found = reader.narrow(await rows.statements.rows(`before ${before.length}`, write, values, reader.bigints));
  const byKey = new Map(found.map((raw) => [reader.toRow(raw).id, reader.tuple(raw)]));
  return before.map((row) => byKey.get(rows.idOfStored(row)) ?? null);
}

function rawOf(expression: Expression, row: StoredValues): unknown {
  return is(expression, Column) ? toRaw(expression, row[columnKey(expression)]) : null;
}
