import { sql, type Column, type SQL, type Table } from "drizzle-orm";
import { keyFields } from "../../session/key-fields.ts";
import type { SelectedField } from "../../session/map-rows.ts";
import type { StatementResult } from "../../session/statement.ts";
import type { QueryDialect } from "../../session/track-dialect.ts";
import { keyColumns } from "../../values/key-columns.ts";
import type { RemoteClient } from "../remote/remote-pool.ts";
import { toDriverParams } from "./to-driver-params.ts";

/** Rows that were written, and their keys where somebody knows them. */
export interface ReturnedRows extends StatementResult {
  readonly keys: unknown[][] | undefined;
}

/** Keys of one statement. */
const maxKeys = 1_000;

/** Reads rows of one table on the connection of a write. */
export class RowReader {
  readonly #client: Pick<RemoteClient, "run">;
  readonly #dialect: QueryDialect;
  readonly #table: Table;

  constructor(client: Pick<RemoteClient, "run">, dialect: QueryDialect, table: Table) {
    this.#client = client;
    this.#dialect = dialect;
    this.#table = table;
  }

  /** Keys of rows, which are held until the end. */
  keys(where: SQL | undefined): Promise<unknown[][]> {
    return this.read(keyFields(this.#table), where, true);
  }

  /** Rows in the order of these keys. */
  async byKeys(fields: readonly SelectedField[], keys: readonly unknown[][]): Promise<ReturnedRows> {
    const own = keyFields(this.#table);
    const rows: unknown[][] = [];
    for (let start = 0; start < keys.length; start += maxKeys)
      rows.push(
        ...(await this.read(
          [...fields, ...own],
          isOneOf(keyColumns(this.#table), keys.slice(start, start + maxKeys)),
          false,
        )),
      );
    const found = new Map(rows.map((row) => [String(row.slice(fields.length)), row]));
    const ordered = keys.flatMap((key) => [found.get(String(key)) ?? []].filter((row) => row.length > 0));
    const cells = ordered.map((row) => row.slice(0, fields.length));
    return { rows: cells, rowCount: cells.length, keys: ordered.map((row) => row.slice(fields.length)) };
  }

  /** Rows under a condition; held until the end, or not. */
  async read(fields: readonly SelectedField[], where: SQL | undefined, hold: boolean): Promise<unknown[][]> {
    const select = this.#dialect.buildSelectQuery({
      fields: {},
      fieldsFlat: fields,
      table: this.#table,
      ...(where && { where }),
      setOperators: [],
      ...(hold && { lockingClause: { strength: "update", config: {} } }),
    });
    const { sql: text, params } = this.#dialect.sqlToQuery(select);
    const { rows } = await this.#client.run({ text, params: toDriverParams(params), asArrays: true });
    return rows as unknown[][]; // as: asked for as arrays
  }
}

function isOneOf(columns: readonly Column[], values: readonly unknown[][]): SQL {
  const places = sql.join([...columns], sql`, `);
  const tuples = values.map(
    (tuple) =>
      sql`(${sql.join(
        tuple.map((value) => sql`${value}`),
        sql`, `,
      )})`,
  );
  return sql`(${places}) in (${sql.join(tuples, sql`, `)})`;
}
