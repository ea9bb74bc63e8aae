import { sql, type Column } from "drizzle-orm";
import { RxError } from "../../errors/rx-error.ts";
import type { StoredValues } from "../../framework/ports/change-feed.ts";
import type { RowsView } from "../../framework/ports/live-source.ts";
import type { DatabaseHandle } from "../session/database-handle.ts";
import { columnFacts } from "../values/column-facts.ts";
import { planOf } from "./plan-of.ts";
import { columnKey, originalName } from "./table-names.ts";
import { WindowRows } from "./window-rows.ts";

/** Whose keys are wanted, and how many at most. */
export interface KeysOfView {
  readonly view: RowsView;
  /** Name of the table in the database. */
  readonly table: string;
  readonly most: number;
}

/**
 * The primary keys of all rows that a filter and a search leave, as others see the database.
 *
 * @throws RxError MESSAGE_TOO_LARGE where they are more than `most`; COLUMN_NOT_ALLOWED, FILTER_VALUE_INVALID before any SQL
 */
export async function keysOfView(
  handle: DatabaseHandle,
  query: unknown,
  { view, table, most }: KeysOfView,
): Promise<readonly StoredValues[]> {
  const plan = planOf(handle, query);
  const rows = new WindowRows(handle, plan, view);
  const keys = plan.keys.flatMap(({ column }) => (column && originalName(column.table) === table ? [column] : []));
  const selection = sql.join(
    keys.map((column) => sql`${column}`),
    sql`, `,
  );
  const wanted = { selection, where: undefined, terms: [], limit: sql.raw(String(most + 1)) };
  const { text, params } = handle.toText(rows.writer.slim(wanted));
  const bigints = keys.some(isBig);
  const found = await handle.rows(text, params, { ...(await rows.howToRead(bigints)), committed: true });
  if (found.length > most) throw new RxError("MESSAGE_TOO_LARGE", { limit: most, unit: "rows at once", found: "more" });
  return found.map((raw) =>
    Object.fromEntries(
      keys.map((column, at) => [columnKey(column), column.mapFromDriverValue(plain(column, raw[at]))]),
    ),
  );
}

function isBig(column: Column): boolean {
  return columnFacts(column).storage.kind === "bigint";
}

/** Where one column is of bigints the driver gives all its integers as such. */
function plain(column: Column, raw: unknown): unknown {
  return typeof raw === "bigint" && !isBig(column) ? Number(raw) : raw;
}
