import { RxError } from "../../errors/rx-error.ts";
import type { TableShape } from "../introspect/database-shape.ts";
import type { DatabaseHandle } from "../session/database-handle.ts";
import type { CopyConnection } from "./copy-connection.ts";
import { decodeRow, encodeRow, type ModelTable } from "./model-table.ts";
import type { PrecisionWatch } from "./precision-watch.ts";
import { chunkRows, readChunks } from "./read-chunks.ts";
import { parameter, quoted } from "./sql-text.ts";
import type { SwitchState } from "./switch-state.ts";

/** Parameters of one statement: SQLite takes at most 32,766. */
const maxParams = 30_000;

/** Both sides of the copy of one table. */
export interface TableCopy {
  readonly source: DatabaseHandle;
  readonly from: ModelTable;
  /** The table as the source has it. */
  readonly shape: TableShape;
  readonly target: CopyConnection;
  readonly to: ModelTable;
  readonly state: SwitchState;
  readonly watch: PrecisionWatch;
  /** Called after each chunk with the rows that are there. */
  onRows(rows: number): void;
}

/**
 * Copies the rows of a table in chunks, each with the note of how far it is in one transaction.
 *
 * @throws RxError SWITCH_ROW_REFUSED with the first row that the other database does not take.
 */
export async function copyTable(copy: TableCopy): Promise<void> {
  const { source, from, shape, target, to, state } = copy;
  const before = await state.table(to.name);
  if (before.done) return;
  let { rows: count } = before;
  if (before.cursor === undefined) {
    await target.run(`delete from ${quoted(to.name)}`);
    count = 0;
  }
  for await (const { rows, cursor } of readChunks(source, from, shape, before.cursor)) {
    count += rows.length;
    const params = rows.map((row) => {
      const values = decodeRow(from, row);
      copy.watch.look(from, row, values);
      return target.toDriverParams(encodeRow(to, values));
    });
    await inTransaction(target, async () => {
      await insertRows(copy, params);
      if (cursor) await state.setTable(to.name, { rows: count, cursor, done: false });
    });
    copy.onRows(count);
  }
  await state.setTable(to.name, { rows: count, cursor: undefined, done: true });
  copy.onRows(count);
}

async function inTransaction(target: CopyConnection, work: () => Promise<void>): Promise<void> {
  await target.run("begin");
  try {
    await work();
    await target.run("commit");
  } catch (thrown) {
    // A connection that was lost has taken its transaction with it.
    await target.run("rollback").catch(() => undefined);
    throw thrown;
  }
}

async function insertRows(copy: TableCopy, rows: readonly (readonly unknown[])[]): Promise<void> {
  const { target, to } = copy;
  const width = to.columns.length;
  const atATime = Math.max(1, Math.min(chunkRows, Math.floor(maxParams / width)));
  for (let from = 0; from < rows.length; from += atATime) {
    const some = rows.slice(from, from + atATime);
    try {
      await target.run(insertText(target, to, some.length), some.flat());
    } catch (cause) {
      throw refused(to, some, cause);
    }
  }
}

function insertText({ dialect }: CopyConnection, { name, columns }: ModelTable, rows: number): string {
  const width = columns.length;
  const lists = Array.from({ length: rows }, (_, row) => {
    const places = columns.map((_column, at) => parameter(dialect, row * width + at + 1));
    return `(${places.join(", ")})`;
  });
  return `insert into ${quoted(name)} (${columns.map((column) => quoted(column.name)).join(", ")}) values ${lists.join(", ")}`;
}

function refused(to: ModelTable, rows: readonly (readonly unknown[])[], cause: unknown): RxError {
  const reason = cause instanceof Error ? cause.message.split("\n")[0] : String(cause);
  const keys = to.key.map((name) => to.columns.findIndex((column) => column.name === name));
  const keyOf = (row: readonly unknown[] | undefined): string => keys.map((at) => String(row?.[at])).join(", ");
  const place = keys.length === 0 ? "" : ` from the key ${keyOf(rows[0])} to ${keyOf(rows.at(-1))}`;
  return new RxError("SWITCH_ROW_REFUSED", { table: to.name, place, reason: reason ?? "" }, { cause });
}
