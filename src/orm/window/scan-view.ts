import { Column, is, sql, type SQL } from "drizzle-orm";
import { RxError } from "../../errors/rx-error.ts";
import type { RowsView } from "../../framework/ports/live-source.ts";
import type { ColumnDescription } from "../../protocol/rows.ts";
import type { DatabaseHandle } from "../session/database-handle.ts";
import type { Storage } from "../table-plan.ts";
import { columnFacts } from "../values/column-facts.ts";
import { toCellText } from "../values/cell-text.ts";
import { decoderOf, type Expression } from "./expression.ts";
import type { PlanColumn } from "./plan.ts";
import { planOf } from "./plan-of.ts";
import { WindowRows } from "./window-rows.ts";

/** What is read. */
export interface ScanOptions {
  readonly view: RowsView;
  /** Columns by name. Default: all that the query shows. */
  readonly columns?: readonly string[] | undefined;
  /** Only rows for which this holds, too. */
  readonly where?: SQL | undefined;
}

/** One text of a row. */
export interface ScanField {
  readonly column: ColumnDescription;
  /** Of a reference: its name or its key. */
  readonly is: "value" | "name" | "key";
  readonly kind: Storage["kind"];
}

/** All rows of a view, to be read once. */
export interface ViewScan {
  /** What stands in a row, in its order: of a reference the name of the row that it points to, then its key. */
  readonly fields: readonly ScanField[];
  rows(): AsyncIterable<readonly string[]>;
}

/**
 * Reads all rows that a view shows, in its order, each as texts that say its values exactly, at one moment of the database and
 * a few at a time.
 *
 * @throws RxError COLUMN_NOT_ALLOWED, FILTER_VALUE_INVALID before any SQL
 */
export function scanView(handle: DatabaseHandle, query: unknown, options: ScanOptions): ViewScan {
  const plan = planOf(handle, query);
  const columns = (options.columns ?? plan.list.map(({ description }) => description.name)).map((name) => {
    const column = plan.columns.get(name);
    if (column === undefined) {
      throw new RxError("COLUMN_NOT_ALLOWED", { action: "export", found: JSON.stringify(name) });
    }
    return column;
  });
  const view = new WindowRows(handle, plan, options.view);
  const slots = columns.flatMap(slotsOf);
  const selection = sql.join(
    slots.map(({ expression }) => sql`${expression}`),
    sql`, `,
  );
  const bigints = slots.some(({ expression }) => isBig(expression));
  return {
    fields: slots.map(({ field }) => field),
    async *rows() {
      const terms = await view.fitTerms(view.terms);
      const { text, params } = handle.toText(view.writer.rows({ selection, where: options.where, terms }));
      for await (const raw of handle.scan(text, params, { bigints })) yield slots.map(({ read }, at) => read(raw[at]));
    },
  };
}

interface Slot {
  readonly field: ScanField;
  readonly expression: Expression;
  readonly read: (raw: unknown) => string;
}

function slotsOf({ expression, kind, label, description: column }: PlanColumn): readonly Slot[] {
  if (!label) return [slotOf(expression, { column, is: "value", kind })];
  const name: ScanField = { column, is: "name", kind: label.labelKind };
  return [slotOf(label.label, name), slotOf(expression, { column, is: "key", kind })];
}

function slotOf(expression: Expression, field: ScanField): Slot {
  const { kind } = field;
  const decoder = decoderOf(expression);
  const isWhole = kind === "id" || kind === "integer";
  const read = (raw: unknown): string => {
    if (raw === null) return "";
    if (typeof raw === "bigint" && (isWhole || kind === "bigint")) return String(raw);
    // Where one column is of bigints the driver gives all its integers as such.
    const value = decoder.mapFromDriverValue(typeof raw === "bigint" ? Number(raw) : raw);
    return toCellText(kind, value, raw);
  };
  return { field, expression, read };
}

function isBig(expression: Expression): boolean {
  return is(expression, Column) && columnFacts(expression).storage.kind === "bigint";
}
