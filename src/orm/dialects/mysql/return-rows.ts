// RETURNING, which MySQL does not know, as several statements of one transaction.
import { getTableColumns, is, Param, sql, type Column, type SQL, type Table } from "drizzle-orm";
import { RxError } from "../../../errors/rx-error.ts";
import { keyFields } from "../../session/key-fields.ts";
import type { SelectedField } from "../../session/map-rows.ts";
import type { InsertSource, Statement, StatementResult, WriteSource } from "../../session/statement.ts";
import type { QueryDialect } from "../../session/track-dialect.ts";
import { keyColumns } from "../../values/key-columns.ts";
import type { RemoteClient } from "../remote/remote-pool.ts";
import { insertedKeys } from "./inserted-keys.ts";
import { toDriverParams } from "./to-driver-params.ts";

type Client = Pick<RemoteClient, "run">;

/** Rows that were written, and their keys. */
export interface ReturnedRows extends StatementResult {
  readonly keys: unknown[][] | undefined;
}

/** Runs a write and reads the rows that it wrote; of a deletion, as they were. Throws NOT_PORTABLE. */
export async function returnRows(client: Client, dialect: QueryDialect, statement: Statement): Promise<ReturnedRows> {
  const { write, fields = [] } = statement;
  if (!write) return { rows: [], rowCount: 0, keys: [] };
  const reader = new Reader(client, dialect, write.table);
  const run = () => client.run({ text: statement.text, params: statement.params, asArrays: false });
  const { what } = write;
  switch (what.type) {
    case "insert": {
      const keys = insertedKeys(write, await run());
      if (!keys) throw notPortable("returning() of rows whose keys only the database knows");
      return await reader.byKeys(fields, keys);
    }
    case "update": {
      if (
        keyFields(write.table).some(({ field }) => what.columns.some((key) => Reflect.get(write.table, key) === field))
      )
        throw notPortable("returning() of an update of the key");
      const keys = await reader.keys(what.where);
      await run();
      return await reader.byKeys(fields, keys);
    }
    case "delete": {
      const rows = await reader.read(fields, what.where, true);
      await run();
      return { rows, rowCount: rows.length, keys: undefined };
    }
    case "other": {
      if (!what.insert) throw notPortable("returning() of this write");
      const targets = targetValues(what.insert, write);
      await run();
      return await reader.byValues(fields, what.insert.target, targets);
    }
  }
}

/** The values by which the rows of an upsert are known. */
function targetValues({ rows, target }: InsertSource, { table }: WriteSource): unknown[][] {
  const columns = Object.entries(getTableColumns(table));
  if (!rows || target.length === 0) throw notPortable("returning() of an upsert without a target");
  return rows.map((row) =>
    target.map((column) => {
      const [key = ""] = columns.find(([, own]) => own.name === column.name) ?? [];
      const value = row[key];
      if (!is(value, Param)) throw notPortable("returning() of an upsert whose target is an expression");
      return column.mapToDriverValue(value.value);
    }),
  );
}

class Reader {
  readonly #client: Client;
  readonly #dialect: QueryDialect;
  readonly #table: Table;

  constructor(client: Client, dialect: QueryDialect, table: Table) {
    this.#client = client;
    this.#dialect = dialect;
    this.#table = table;
  }

  /** Keys of rows, which are held until the end. */
  keys(where: SQL | undefined): Promise<unknown[][]> {
    return this.read(keyFields(this.#table), where, true);
  }

  async byKeys(fields: readonly SelectedField[], keys: unknown[][]): Promise<ReturnedRows> {
    return await this.byValues(fields, keyColumns(this.#table), keys);
  }

  /** Rows in the order of these values, each of which is one row's alone. */
  async byValues(
    fields: readonly SelectedField[],
    columns: readonly Column[],
    values: unknown[][],
  ): Promise<ReturnedRows> {
    const known = columns.map((field) => ({ path: [field.name], field }));
    const rows: unknown[][] = [];
    const keys = keyFields(this.#table);
    for (let start = 0; start < values.length; start += maxKeys) {
      const where = isOneOf(columns, values.slice(start, start + maxKeys));
      rows.push(...(await this.read([...fields, ...known, ...keys], where, false)));
    }
    const at = (row: unknown[]): string => String(row.slice(fields.length, fields.length + known.length));
    const found = new Map(rows.map((row) => [at(row), row]));
    const ordered = values.flatMap((value) => [found.get(String(value)) ?? []].filter((row) => row.length > 0));
    const cells = ordered.map((row) => row.slice(0, fields.length));
    return { rows: cells, rowCount: cells.length, keys: ordered.map((row) => row.slice(fields.length + known.length)) };
  }

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

/** Keys of one statement. */
const maxKeys = 1_000;

function isOneOf(columns: readonly Column[], values: unknown[][]): SQL {
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

function notPortable(found: string): RxError {
  return new RxError("NOT_PORTABLE", { found, dialect: "MySQL" });
}
