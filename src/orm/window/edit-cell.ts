// An edit writes one column of one row, only where the value that was shown is still there and the row is still in the query.
import { createHash } from "node:crypto";
import { and, sql, type Column, type SQL, type Table } from "drizzle-orm";
import { RxError } from "../../errors/rx-error.ts";
import type { CellChange, EditOutcome } from "../../framework/ports/live-source.ts";
import type { Database } from "../database.ts";
import { modelOf } from "../model-info.ts";
import { heldText, isHeldFiner } from "../records/held-text.ts";
import { recordTable } from "../records/record-table.ts";
import type { DatabaseHandle } from "../session/database-handle.ts";
import { checkValue } from "../values/check-value.ts";
import { columnFacts } from "../values/column-facts.ts";
import { decodeCell } from "../values/decode-cell.ts";
import { isSameValue } from "../values/is-same-value.ts";
import { keyColumns } from "../values/key-columns.ts";
import type { Plan, PlanColumn } from "./plan.ts";
import { fromRowId } from "./row-id.ts";
import { RowReader } from "./row-reader.ts";
import { columnKey } from "./table-names.ts";
import { QueryWriter } from "./write-query.ts";

/** Edits a cell. Throws COLUMN_NOT_ALLOWED, or what the model says of the value, before any SQL. */
export async function editCell(handle: DatabaseHandle, plan: Plan, change: CellChange): Promise<EditOutcome> {
  const planned = plan.columns.get(change.column);
  const column = planned?.column;
  if (!planned?.description.edit || !column) {
    throw new RxError("COLUMN_NOT_ALLOWED", { action: "edit", found: JSON.stringify(change.column) });
  }
  const facts = columnFacts(column);
  const value = await checkValue(column, decodeCell(facts, keyOf(planned, change.value)));
  const here = idCondition(plan, change);
  const was = await shownValue(handle, plan, planned, change);
  if (was.type !== "value") return was;
  const table = column.table;
  const keys = keyColumns(table);
  const shown = new QueryWriter(plan, [], undefined).keysOf(keys, here);
  const key = sql`(${sql.join(
    keys.map((part) => sql`${part}`),
    sql`, `,
  )})`;
  const isThere = sql`${key} in (${shown})`;
  const changes = { [columnKey(column)]: value };
  // One transaction: the rule judges the row that is written.
  const rowCount = await handle.database.transaction(async (tx) => {
    const isSame = await sameAsShown(tx, plan, { column, where: isThere, was: was.value });
    if (isSame === undefined || !(await keepsRule(tx, table, { changes, where: isThere }))) return 0;
    // Written again as it was shown, it would lose what the database has more of it.
    if (was.value !== null && isHeldFiner(column) && isSameValue(column, value, was.value)) return 1;
    // as: a table of the dialect that the database is of, and its column
    const written = await tx
      .update(table as never)
      .set(changes as never)
      .where(and(isThere, isSame));
    return written.rowCount;
  });
  const now = await readCell(handle, plan, planned, here);
  if (rowCount > 0) return { type: "ok", value: now ? now.cell : null };
  return now ? { type: "conflict", current: now.cell } : { type: "gone" };
}

/**
 * The condition that a column has the value that was shown; undefined where it has another. Of a value that the database may hold finer than
 * it was shown, what it holds now is what must still be there.
 */
async function sameAsShown(
  tx: Database,
  plan: Plan,
  { column, where, was }: { readonly column: Column; readonly where: SQL; readonly was: unknown },
): Promise<SQL | undefined> {
  if (was === null || !isHeldFiner(column)) return plan.write.same(column, sql`${sql.param(was, column)}`);
  const { table } = recordTable(column.table);
  const [now] = await tx
    .select({ value: sql`${column}`.mapWith(column), text: heldText(column) })
    .from(table)
    .where(where);
  if (now === undefined || now.text === null || !isSameValue(column, now.value, was)) return undefined;
  return sql`${heldText(column)} = ${now.text}`;
}

/** Runs the model's rule on the row as it would be; false where the row is not there. Throws what the rule throws. */
async function keepsRule(
  tx: Database,
  table: Table,
  edit: { readonly changes: object; readonly where: SQL },
): Promise<boolean> {
  const rule = modelOf(table)?.rule;
  if (rule === undefined) return true;
  const [stored] = await tx.select().from(recordTable(table).table).where(edit.where);
  if (stored === undefined) return false;
  await rule({ ...stored, ...edit.changes });
  return true;
}

/** The value that was shown; where only its hash was sent, the value that is there if it has that hash. */
async function shownValue(
  handle: DatabaseHandle,
  plan: Plan,
  planned: PlanColumn,
  change: CellChange,
): Promise<{ readonly type: "value"; readonly value: unknown } | Exclude<EditOutcome, { type: "ok" }>> {
  const { was } = change;
  const facts = columnFacts(planned.column ?? unreachable());
  if (!isHash(was)) return { type: "value", value: decodeCell(facts, keyOf(planned, was)) };
  const now = await readCell(handle, plan, planned, idCondition(plan, change));
  if (!now) return { type: "gone" };
  const hash = createHash("sha256").update(JSON.stringify(now.cell)).digest("hex");
  if (hash !== was.sha256) return { type: "conflict", current: now.cell };
  return { type: "value", value: decodeCell(facts, keyOf(planned, now.cell)) };
}

function unreachable(): never {
  throw new TypeError("an edit of no column");
}

async function readCell(
  handle: DatabaseHandle,
  plan: Plan,
  planned: PlanColumn,
  here: SQL,
): Promise<{ readonly cell: unknown } | undefined> {
  const reader = new RowReader(plan, [], [planned]);
  const query = new QueryWriter(plan, [], undefined).rows({ selection: reader.selection, where: here, terms: [] });
  const { text, params } = handle.toText(query);
  const [raw] = reader.narrow(await handle.rows(text, params, { bigints: reader.bigints }));
  return raw && { cell: reader.toRow(raw).cells[0] };
}

function idCondition({ keys, write }: Plan, { id }: CellChange): SQL {
  const values = fromRowId(id);
  return sql.join(
    keys.map(({ expression }, at) => write.same(expression, sql`${values[at] ?? null}`)),
    sql` and `,
  );
}

/** A reference's cell is `[key, label]`: the key is what is kept. */
function keyOf({ label }: PlanColumn, cell: unknown): unknown {
  return label && Array.isArray(cell) ? cell[0] : cell;
}

function isHash(was: unknown): was is { readonly sha256: string } {
  return typeof was === "object" && was !== null && "sha256" in was && typeof was.sha256 === "string";
}
