import { Column, getTableColumns, getTableName, is, sql, type SQL } from "drizzle-orm";
import type { StoredValues } from "../../framework/ports/change-feed.ts";
import type { Tuple } from "../../framework/ports/live-source.ts";
import type { Expression } from "./expression.ts";
import type { Plan } from "./plan.ts";
import { RowReader } from "./row-reader.ts";
import { columnKey, isColumnOf } from "./table-names.ts";
import { fromSql } from "./from-sql.ts";
import { toStored } from "./to-stored.ts";
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
  if (!writer.isFiltered) {
    return before.map((row) => {
      const place = terms.map(({ expression }) => storedOf(plan, expression, row));
      return place.includes(undefined) ? undefined : place;
    });
  }
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
  const { base } = plan;
  const values: Record<string, unknown> = {};
  for (const [at, row] of before.entries()) {
    for (const [index, [key, column]] of columns.entries()) {
      const value = toStored(plan.write, column, row[key]);
      if (value === undefined) return before.map(() => undefined);
      values[`b${at}_${index}`] = value;
    }
  }
  const reader = new RowReader(plan, terms, []);
  const write = (): SQL => {
    const pictures = before.map((_, at) => {
      const cells = columns.map(([, column], index) => {
        const value = plan.write.asStored(column, sql`${sql.placeholder(`b${at}_${index}`)}`);
        return sql`${value} as ${sql.identifier(column.name)}`;
      });
      return sql`select ${sql.join(cells, sql`, `)}`;
    });
    const name = sql.identifier(getTableName(base));
    const query = writer.slim({ selection: reader.selection, where: undefined, terms });
    // The table's own columns, of no row, give the pictures their types and collations.
    const names = columns.map(([, column]) => sql`${sql.identifier(column.name)}`);
    const typed = sql`select ${sql.join(names, sql`, `)} from ${fromSql(base)} where 1 = 0`;
    const all = plan.write.typesByUnion ? [typed, ...pictures] : pictures;
    return sql`with ${name} as (${sql.join(all, sql` union all `)}) ${query}`;
  };
  const found = reader.narrow(
    await rows.statements.rows(`before ${before.length}`, write, values, { bigints: reader.bigints }),
  );
  const byKey = new Map(found.map((raw) => [reader.toRow(raw).id, reader.tuple(raw)]));
  return before.map((row) => byKey.get(rows.idOfStored(row)) ?? null);
}

function storedOf({ write }: Plan, expression: Expression, row: StoredValues): unknown {
  return is(expression, Column) ? toStored(write, expression, row[columnKey(expression)]) : null;
}
