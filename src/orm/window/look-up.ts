import { sql, type Column, type SQL } from "drizzle-orm";
import { RxError } from "../../errors/rx-error.ts";
import type { ChoicesPage, ChoicesRequest } from "../../framework/ports/live-source.ts";
import { contains } from "../functions/contains.ts";
import type { DatabaseHandle } from "../session/database-handle.ts";
import { columnFacts } from "../values/column-facts.ts";
import { displayColumns } from "../values/display-columns.ts";
import { referenceOf } from "../values/reference-of.ts";
import { indexCatalogOf } from "./index-catalog.ts";
import type { Plan } from "./plan.ts";
import { readChoices } from "./read-choices.ts";
import { originalName } from "./table-names.ts";
import { toCell, toLabel } from "./row-reader.ts";

/**
 * Rows that a reference may point to, by name: those that a column which is shown points to. Throws COLUMN_NOT_ALLOWED before
 * any SQL.
 */
export async function lookUp(handle: DatabaseHandle, plan: Plan, request: ChoicesRequest): Promise<ChoicesPage> {
  const column = plan.columns.get(request.column)?.column;
  const reference = column && referenceOf(column);
  if (!reference) {
    throw new RxError("COLUMN_NOT_ALLOWED", { action: "look up", found: JSON.stringify(request.column) });
  }
  const { table, key } = reference;
  const [name, detail] = displayColumns(table);
  const where = condition(plan, reference.key, [name, ...(detail ? [detail] : [])], request);
  const keyCell = toCell(key, columnFacts(key).storage.kind);
  const nameCell = toCell(name, columnFacts(name).storage.kind);
  const detailCell = detail && toCell(detail, columnFacts(detail).storage.kind);
  const shown = detail ? sql`${key}, ${name}, ${detail}` : sql`${key}, ${name}`;
  const inOrder = (column: Column): SQL =>
    plan.write.order(column, { descending: false, nullsSmallest: !column.notNull });
  return await readChoices(handle, {
    page: (limit) => sql`select ${shown} from ${table}${where} order by ${inOrder(name)}, ${key}${limit}`,
    count: (cap) => sql`select count(*) from (select 1 from ${table}${where} limit ${sql.raw(String(cap))}) rx_c`,
    long: await indexCatalogOf(handle).holdsUp([originalName(table)], plan.write),
    bigints: false,
    request,
    toChoice: ([value, label, second]) => ({
      value: keyCell(value),
      label: toLabel(nameCell(label), value),
      ...(detailCell && second !== null ? { detail: String(detailCell(second)) } : {}),
    }),
  });
}

function condition(
  { write }: Plan,
  key: Column,
  shown: readonly Column[],
  { search, key: wanted }: ChoicesRequest,
): SQL | undefined {
  if (wanted !== undefined) return sql` where ${key} = ${wanted}`;
  const found = shown.flatMap((column) => contains(write.asText(column), search) ?? []);
  return found.length === 0 ? undefined : sql` where ${sql.join(found, sql` or `)}`;
}
