// To write one statement of thousands of values takes longer than to run it: a full batch is written once and run many times.
import { sql } from "drizzle-orm";
import type { StoredValues } from "../../framework/ports/change-feed.ts";
import { currentDialect } from "../current-dialect.ts";
import type { Database } from "../database.ts";
import { checkWrittenValues } from "../session/check-written-values.ts";
import type { RecordTable } from "./record-table.ts";

/** Values of one statement: SQLite takes 32,766 of them. */
const maxValues = 30_000;
/** Rows of a statement that is kept. */
const keptRows = 100;

interface Prepared {
  execute(values: Readonly<Record<string, unknown>>): PromiseLike<unknown>;
}

interface Kept {
  readonly prepared: Prepared;
  readonly names: readonly string[];
  /** Of each row its placeholders, in the order of the names. */
  readonly places: readonly (readonly string[])[];
}

/** Inserts many rows of one table, batch after batch. */
export class RecordInserts {
  readonly #database: Database;
  readonly #table: RecordTable;
  readonly #kept = new Map<string, Kept>();

  /** @param database where the statements run: the transaction, or one around it. */
  constructor(database: Database, table: RecordTable) {
    this.#database = database;
    this.#table = table;
  }

  /** Inserts rows through `tx`, which is the same transaction or one within it. */
  async insert(tx: Database, rows: readonly StoredValues[]): Promise<void> {
    let from = 0;
    while (rows.length - from >= keptRows) {
      const batch = rows.slice(from, from + keptRows);
      const kept = this.#keptFor(batch);
      if (kept === undefined) break;
      await kept.prepared.execute(this.#values(kept, batch));
      from += keptRows;
    }
    const most = Math.max(1, Math.floor(maxValues / Object.keys(this.#table.columns).length));
    for (; from < rows.length; from += most) {
      await tx.insert(this.#table.table).values(rows.slice(from, from + most));
    }
  }

  /** Undefined where the rows differ in their columns, where code makes values for each row, or where keys are looked for in the rows. */
  #keptFor(rows: readonly StoredValues[]): Kept | undefined {
    const [first = {}] = rows;
    const names = Object.keys(first).filter((name) => first[name] !== undefined);
    const isAlike = rows.every((row) => names.every((name) => isPlain(row[name])) && countOf(row) === names.length);
    const { columns, table } = this.#table;
    const isMade = Object.entries(columns).some(
      ([name, { defaultFn, onUpdateFn }]) => !names.includes(name) && (defaultFn ?? onUpdateFn) !== undefined,
    );
    if (!isAlike || isMade || names.length === 0 || currentDialect() === "mysql") return undefined;
    const text = names.join("\0");
    let kept = this.#kept.get(text);
    if (kept === undefined) {
      const places = rows.map((_, at) => names.map((name) => `${name} ${at}`));
      const values = places.map((row) =>
        Object.fromEntries(row.map((place, at) => [names[at], sql.placeholder(place)])),
      );
      const made: unknown = this.#database.insert(table).values(values).prepare(`rx_insert_${this.#kept.size}`);
      kept = { prepared: made as Prepared, names, places }; // as: a prepared statement takes its values by name
      this.#kept.set(text, kept);
    }
    return kept;
  }

  #values({ names, places }: Kept, rows: readonly StoredValues[]): Record<string, unknown> {
    const values: Record<string, unknown> = {};
    for (const [at, row] of rows.entries()) {
      const checked = checkWrittenValues(this.#table.table, row);
      for (const [part, place] of (places[at] ?? []).entries()) values[place] = checked[names[part] ?? ""];
    }
    return values;
  }
}

/** A value and no expression. */
function isPlain(value: unknown): boolean {
  return value !== undefined && !(typeof value === "object" && value !== null && "getSQL" in value);
}

function countOf(row: StoredValues): number {
  let count = 0;
  for (const name in row) if (row[name] !== undefined) count++;
  return count;
}
