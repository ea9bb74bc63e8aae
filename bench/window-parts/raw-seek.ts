import Database from "better-sqlite3";
import type { Seek } from "./seek.ts";
import { toWire } from "./to-wire.ts";

const columns = "o.id, o.customer_id, c.name, o.placed_at, o.status, o.total, o.note";
const joined = "from bench_orders o left join bench_customers c on c.id = o.customer_id";

/** The floor: the driver alone, one prepared seek that knows its place, its arrays through the same encoding of the wire. */
export class RawSeek implements Seek {
  readonly #database: Database.Database;
  readonly #statement: Database.Statement;
  #place: readonly unknown[] = [0, 0];

  /** @param condition beside the place, as SQL */
  constructor(file: string, condition = "1") {
    this.#database = new Database(file, { readonly: true });
    for (const pragma of ["cache_size = -65536", "temp_store = MEMORY"]) this.#database.pragma(pragma);
    // Subqueries: SQLite would plan a bound place anew each time.
    this.#statement = this.#database
      .prepare(
        `select ${columns} ${joined} where ${condition} and (o.placed_at, o.id) >= ((select ?), (select ?)) order by o.placed_at, o.id limit 101`,
      )
      .raw(true);
  }

  /** Goes to the row with this index. */
  jump(index: number, condition = "1"): void {
    const row = this.#database
      .prepare(`select placed_at, id from bench_orders o where ${condition} order by placed_at, id limit 1 offset ?`)
      .raw(true)
      .get(index);
    if (Array.isArray(row)) this.#place = row;
  }

  /** The next 100 rows, as text of the wire. */
  scroll(): string {
    const rows = this.#statement.all(...this.#place) as unknown[][]; // as: raw mode gives arrays
    const next = rows[100];
    if (next) this.#place = [next[3], next[0]];
    return toWire(rows.slice(0, 100), (at) => at);
  }

  close(): void {
    this.#database.close();
  }
}
