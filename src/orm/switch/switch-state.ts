import type { CopyConnection } from "./copy-connection.ts";
import { parameter } from "./sql-text.ts";

/** How far the copy of one table has come. */
export interface TableState {
  readonly rows: number;
  /** The key of the last row that was copied, as the source's driver gave it; undefined: none yet. */
  readonly cursor: readonly unknown[] | undefined;
  readonly done: boolean;
}

const table = "rx_switch";

/**
 * What a switch has done so far, kept in the database that it leads to and in the transactions of the copy itself: one that was
 * interrupted goes on where it was.
 */
export class SwitchState {
  readonly #connection: CopyConnection;

  constructor(connection: CopyConnection) {
    this.#connection = connection;
  }

  /** Is there one already? Answers with the database that it copies from. */
  async source(): Promise<string | undefined> {
    try {
      const [[source] = []] = await this.#connection.rows(`select value from ${table} where name = 'source'`);
      return typeof source === "string" ? source : undefined;
    } catch {
      return undefined; // No such table: no switch was begun here.
    }
  }

  async begin(source: string): Promise<void> {
    const text = this.#connection.dialect === "mysql" ? "longtext" : "text";
    await this.#connection.run(
      `create table if not exists ${table} (name varchar(128) not null primary key, value ${text} not null)`,
    );
    await this.write("source", source);
  }

  async table(name: string): Promise<TableState> {
    const found = await this.read(`table ${name}`);
    return found === undefined ? { rows: 0, cursor: undefined, done: false } : parseState(found);
  }

  async setTable(name: string, state: TableState): Promise<void> {
    await this.write(`table ${name}`, JSON.stringify(state, tagged));
  }

  async read(name: string): Promise<string | undefined> {
    const place = parameter(this.#connection.dialect, 1);
    const [[value] = []] = await this.#connection.rows(`select value from ${table} where name = ${place}`, [name]);
    return typeof value === "string" ? value : undefined;
  }

  async write(name: string, value: string): Promise<void> {
    const { dialect } = this.#connection;
    const places = [1, 2].map((at) => parameter(dialect, at));
    await this.#connection.run(`delete from ${table} where name = ${places[0]}`, [name]);
    await this.#connection.run(`insert into ${table} (name, value) values (${places.join(", ")})`, [name, value]);
  }

  async end(): Promise<void> {
    await this.#connection.run(`drop table ${table}`);
  }
}

// A cursor holds what drivers give: texts and numbers, and what JSON has no word for.
function tagged(this: unknown, key: string, value: unknown): unknown {
  const raw: unknown = Reflect.get(Object(this), key);
  if (typeof raw === "bigint") return { bigint: String(raw) };
  return raw instanceof Uint8Array ? { bytes: Buffer.from(raw).toString("base64") } : value;
}

function parseState(text: string): TableState {
  const state: TableState = JSON.parse(text, (_, value: unknown) => {
    const { bigint, bytes }: { bigint?: unknown; bytes?: unknown } = Object(value);
    if (typeof bigint === "string") return BigInt(bigint);
    return typeof bytes === "string" ? Buffer.from(bytes, "base64") : value;
  });
  return state;
}
