import { Client } from "pg";
import type { Seek } from "./seek.ts";
import { toWire } from "./to-wire.ts";

const columns = "o.id, o.customer_id, c.name, o.placed_at::text, o.status, o.total, o.note";
const joined = "from bench_orders o left join bench_customers c on c.id = o.customer_id";

/** The floor on PostgreSQL: one connection, one prepared seek, its arrays through the same encoding of the wire. */
export class PostgresSeek implements Seek {
  readonly #client: Client;
  readonly #text: string;
  #place: readonly unknown[] = ["1970-01-01", 0];

  private constructor(client: Client, text: string) {
    this.#client = client;
    this.#text = text;
  }

  /** @param condition beside the place, as SQL */
  static async open(url: string, condition = "true"): Promise<PostgresSeek> {
    const client = new Client({ connectionString: url, options: "-c timezone=UTC" });
    await client.connect();
    const where = `${condition} and (o.placed_at, o.id) >= ($1, $2)`;
    // The keys first, then what decorates them, as anybody would who knows the planner.
    const keys = `select o.id as k from bench_orders o where ${where} order by o.placed_at, o.id limit 101`;
    return new PostgresSeek(
      client,
      `select ${columns} from (${keys}) f join bench_orders o on o.id = f.k ${joined.slice(joined.indexOf(" o ") + 3)} order by o.placed_at, o.id`,
    );
  }

  async jump(index: number, condition = "true"): Promise<void> {
    const text = `select placed_at::text, id from bench_orders o where ${condition} order by placed_at, id limit 1 offset $1`;
    const { rows } = await this.#client.query<unknown[]>({ text, values: [index], rowMode: "array" });
    if (rows[0]) this.#place = rows[0];
  }

  async scroll(): Promise<string> {
    const asked = { name: "seek", text: this.#text, values: [...this.#place], rowMode: "array" as const };
    const { rows } = await this.#client.query<unknown[]>(asked);
    const next = rows[100];
    if (next) this.#place = [next[3], next[0]];
    return toWire(rows.slice(0, 100), (at) => Date.parse(`${String(at).slice(0, 19).replace(" ", "T")}Z`));
  }

  close(): Promise<void> {
    return this.#client.end();
  }
}
