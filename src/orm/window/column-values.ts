import { sql, type SQL } from "drizzle-orm";
import { RxError } from "../../errors/rx-error.ts";
import type { ChoicesPage, ChoicesRequest } from "../../framework/ports/live-source.ts";
import type { DatabaseHandle } from "../session/database-handle.ts";
import { contains } from "../functions/contains.ts";
import { orderSql } from "./order-of.ts";
import { indexCatalogOf } from "./index-catalog.ts";
import type { Plan } from "./plan.ts";
import { readChoices } from "./read-choices.ts";
import { toCell, toLabel } from "./row-reader.ts";
import { QueryWriter } from "./write-query.ts";

/** Distinct values of a column that may be filtered, in order, by pages. Throws COLUMN_NOT_ALLOWED before any SQL. */
export async function columnValues(handle: DatabaseHandle, plan: Plan, request: ChoicesRequest): Promise<ChoicesPage> {
  const column = plan.columns.get(request.column);
  if (!column?.description.filter) {
    throw new RxError("COLUMN_NOT_ALLOWED", { action: "filter", found: JSON.stringify(request.column) });
  }
  const shown = column.label?.label ?? column.expression;
  const cell = toCell(column.expression, column.kind);
  const name = toCell(shown, column.label?.labelKind ?? column.kind);
  const searched = contains(plan.write.asText(shown), request.search);
  const term = { expression: shown, descending: false, nullable: true, kind: undefined };
  const order = column.label ? [term, { ...term, expression: column.expression }] : [term];
  const writer = new QueryWriter(plan, [term], searched);
  const groups = (selection: SQL): SQL => writer.groups(selection, column.label ? [column.expression, shown] : [shown]);
  return await readChoices(handle, {
    page: (limit) => sql`${groups(sql`${column.expression}, ${shown}`)}${orderSql(plan.write, order)}${limit}`,
    count: (cap) => sql`select count(*) from (${groups(sql`1`)} limit ${sql.raw(String(cap))}) rx_c`,
    long: await indexCatalogOf(handle).holdsUp(plan.tables, plan.write),
    bigints: column.kind === "bigint",
    request,
    toChoice: ([value, label]) => ({
      value: value === null ? null : cell(value),
      label: value === null ? "" : toLabel(name(label), value),
    }),
  });
}
