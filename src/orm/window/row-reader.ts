import { Column, is, sql, type SQL } from "drizzle-orm";
import type { LiveRow, Tuple } from "../../framework/ports/live-source.ts";
import type { Storage } from "../table-plan.ts";
import { columnFacts } from "../values/column-facts.ts";
import { encodeCell } from "../values/encode-cell.ts";
import { decoderOf, type Expression } from "./expression.ts";
import type { OrderTerm } from "./order-of.ts";
import type { Plan, PlanColumn } from "./plan.ts";
import { toRowId } from "./row-id.ts";

type Raw = readonly unknown[];

/** Which values a row is read by, each once, and how the driver's array becomes a live row. */
export class RowReader {
  readonly #slots: Expression[] = [];
  readonly #cells: readonly ((raw: Raw) => unknown)[];
  readonly #tuple: readonly number[];
  readonly #keys: readonly number[];
  readonly #isBig: boolean[] = [];
  /** Do integers come as bigint, because one column may hold ones beyond 2^53? */
  readonly bigints: boolean;

  constructor(plan: Plan, terms: readonly OrderTerm[], columns: readonly PlanColumn[] = plan.list) {
    this.#cells = columns.map((column) => this.#cellOf(column));
    this.#tuple = terms.map(({ expression, kind }) => this.#slot(expression, kind));
    this.#keys = plan.keys.map(({ expression, kind }) => this.#slot(expression, kind));
    this.bigints = this.#isBig.includes(true);
  }

  /** The list of a select. */
  get selection(): SQL {
    return sql.join(
      this.#slots.map((expression) => sql`${expression}`),
      sql`, `,
    );
  }

  toRow(raw: Raw): LiveRow {
    const cells: unknown[] = [];
    for (const cell of this.#cells) cells.push(cell(raw));
    return { id: toRowId(this.#keys.map((slot) => raw[slot])), tuple: this.tuple(raw), cells };
  }

  tuple(raw: Raw): Tuple {
    return this.#tuple.map((slot) => raw[slot]);
  }

  /** Rows of the driver, integers of small columns as numbers, those of others as bigint. */
  narrow(rows: unknown[][]): readonly Raw[] {
    if (!this.bigints) return rows;
    for (const row of rows) {
      for (let at = 0; at < row.length; at++) {
        const value = row[at];
        if (typeof value === "bigint" && !this.#isBig[at]) row[at] = Number(value);
        // Servers' drivers give a number where it is exact.
        else if (typeof value === "number" && this.#isBig[at] && Number.isInteger(value)) row[at] = BigInt(value);
      }
    }
    return rows;
  }

  #slot(expression: Expression, kind: Storage["kind"] | undefined): number {
    const known = this.#slots.indexOf(expression);
    if (known >= 0) return known;
    this.#isBig.push(
      kind === "bigint" || (is(expression, Column) && columnFacts(expression).storage.kind === "bigint"),
    );
    return this.#slots.push(expression) - 1;
  }

  #cellOf({ expression, kind, label }: PlanColumn): (raw: Raw) => unknown {
    const cell = toCell(expression, kind);
    const slot = this.#slot(expression, kind);
    if (!label) return (raw) => cell(raw[slot]);
    const name = toCell(label.label, label.labelKind);
    const nameSlot = this.#slot(label.label, label.labelKind);
    return (raw) => {
      const key = cell(raw[slot]);
      return key === null ? null : [key, toLabel(name(raw[nameSlot]), key)];
    };
  }
}

/** Turns what the driver gave into a cell of the wire. */
export function toCell(expression: Expression, kind: Storage["kind"]): (value: unknown) => unknown {
  const decoder = decoderOf(expression);
  if (is(decoder, Column) && decoder.mapFromDriverValue === Column.prototype.mapFromDriverValue) {
    const isPlain = kind !== "bigint" && kind !== "bytes" && kind !== "json" && kind !== "timestamp";
    if (isPlain) return (value) => value;
  }
  return (value) => {
    if (value === null) return null;
    const decoded = decoder.mapFromDriverValue(value);
    // An expression that nothing decodes may give any integer.
    return encodeCell(kind, kind !== "bigint" && typeof decoded === "bigint" ? String(decoded) : decoded);
  };
}

/** A name is text, whatever column it comes from. */
export function toLabel(name: unknown, key: unknown): string {
  return String(name ?? key);
}
