import Database from "better-sqlite3";

const columns = "o.id, o.customer_id, c.name, o.placed_at, o.status, o.total, o.note";
const joined = "from bench_orders o left join bench_customers c on c.id = o.customer_id";

/** The floor: the driver alone, one prepared seek that knows its place, its arrays through the same encoding of the wire. */
export class RawSeek {
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
    const shown = rows.slice(0, 100);
    const cells = [
      shown.map((row) => row[0]),
      shown.map((row) => [row[1], row[2]]),
      shown.map((row) => row[3]),
      shown.map((row) => row[4]),
      shown.map((row) => Number(row[5]).toFixed(2)),
      shown.map((row) => row[6]),
    ];
    const block = { b: 1, v: 0, rows: { keys: cells[0], cells } };
    return JSON.stringify({
      t: "rows",
      type: "page",
      id: 1,
      view: 1,
      r: 1,
      q: 1,
      total: null,
      first: null,
      blocks: [block],
    });
  }

  close(): void {
    this.#database.close();
  }
}
