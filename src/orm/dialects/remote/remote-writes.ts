import { getTableName, type SQL, type Table } from "drizzle-orm";
import type { StoredValues } from "../../../framework/ports/change-feed.ts";
import type { ChangeHub } from "../../session/change-hub.ts";
import type { ChangeSet } from "../../session/change-set.ts";
import { capturedFields } from "../../session/captured-fields.ts";
import { maxToldRows } from "../../session/max-told-rows.ts";
import { keyFields, keyNames } from "../../session/key-fields.ts";
import { mapRows, type SelectedField } from "../../session/map-rows.ts";
import { rawTarget } from "../../session/raw-target.ts";
import type { Statement, StatementResult, WriteSource } from "../../session/statement.ts";
import { writtenColumns } from "../../session/written-columns.ts";
import type { RemoteDialect } from "./remote-dialect.ts";
import type { RemoteClient } from "./remote-pool.ts";
import type { RemoteSchema } from "./remote-schema.ts";

type Client = Pick<RemoteClient, "run">;

/** Runs statements that write, and notes what they wrote: rows and keys of tables that are watched, else the table. */
export class RemoteWrites {
  readonly #dialect: RemoteDialect;
  readonly #hub: ChangeHub;
  readonly #schema: RemoteSchema;

  constructor(dialect: RemoteDialect, hub: ChangeHub, schema: RemoteSchema) {
    this.#dialect = dialect;
    this.#hub = hub;
    this.#schema = schema;
  }

  /** Does it take more than one statement, which must be one transaction? */
  takesSteps(statement: Statement): boolean {
    const { write } = statement;
    if (!write) return false;
    return this.#dialect.takesSteps(statement) || (this.#captured(write) !== "nothing" && write.what.type !== "insert");
  }

  /** Runs a writing statement and notes what it wrote. */
  async write(client: Client, statement: Statement, changes: ChangeSet): Promise<StatementResult> {
    const { write } = statement;
    if (!write) return this.#writeRaw(client, statement, changes);
    const name = getTableName(write.table);
    const captured = this.#captured(write);
    if (captured === "nothing") {
      const result = await this.#dialect.write(client, statement);
      if (result.rowCount === 0) return result;
      if (!name.startsWith("rx_")) changes.addUnknown(name, this.#columns(write));
      this.#noteCascades(write, changes);
      return result;
    }
    if (write.what.type === "insert") return this.#insert(client, statement, write, changes);
    const before = await this.#rowsBefore(client, write, { captured, maxRows: changes.maxRows });
    const result = await this.#dialect.write(client, statement);
    if (result.rowCount === 0) return result;
    // Others may have added rows to those that were looked at.
    if (before?.length === result.rowCount)
      changes.addRows(name, keyNames(write.table), { before, captured, columns: this.#columns(write) });
    else changes.addUnknown(name);
    this.#noteCascades(write, changes);
    return result;
  }

  #captured({ table, what }: WriteSource): "rows" | "keys" | "nothing" {
    if (what.type === "other" || keyFields(table).length === 0) return "nothing";
    return this.#hub.captures(getTableName(table), what.type === "insert" ? what.rows?.length : 0);
  }

  async #insert(
    client: Client,
    statement: Statement,
    { table }: WriteSource,
    changes: ChangeSet,
  ): Promise<StatementResult> {
    const fields = keyFields(table);
    const { result, keys } = await this.#dialect.insert(client, statement, fields);
    const name = getTableName(table);
    if (!keys) changes.addUnknown(name);
    else for (const row of mapRows(fields, keys, undefined)) changes.addRow(name, Object.values(Object(row)), null);
    return result;
  }

  /** Rows that an update or a delete is about to write, as they are now, and held; undefined where nobody can or should know them. */
  async #rowsBefore(
    client: Client,
    { table, what }: WriteSource,
    { captured, maxRows }: { readonly captured: "rows" | "keys"; readonly maxRows: number },
  ): Promise<StoredValues[] | undefined> {
    if (what.type !== "update" && what.type !== "delete") return undefined;
    const changesKey =
      what.type === "update" &&
      keyFields(table).some(({ field }) => what.columns.some((key) => Reflect.get(table, key) === field));
    if (changesKey) return undefined;
    const fields = capturedFields(table, captured);
    const most = captured === "keys" ? maxToldRows : maxRows;
    const rows = await this.#held(client, { table, where: what.where, fields, limit: most + 1 });
    if (rows.length > most) return undefined;
    return mapRows(fields, rows, undefined) as StoredValues[]; // as: flat fields make plain rows
  }

  async #held(client: Client, { table, where, fields, limit }: HeldRows): Promise<unknown[][]> {
    const { dialect } = this.#dialect;
    const select = dialect.buildSelectQuery({
      fields: {},
      fieldsFlat: fields,
      table,
      ...(where && { where }),
      limit,
      setOperators: [],
      lockingClause: { strength: "update", config: {} },
    });
    const { sql: text, params } = dialect.sqlToQuery(select);
    const { rows } = await client.run({ text, params: this.#dialect.toDriverParams(params), asArrays: true });
    return rows as unknown[][]; // as: asked for as arrays
  }

  async #writeRaw(client: Client, statement: Statement, changes: ChangeSet): Promise<StatementResult> {
    const result = await this.#dialect.write(client, statement);
    const target = rawTarget(statement.text);
    changes.addUnknown(target ?? "*");
    const reached = (["onDelete", "onUpdate"] as const).flatMap((write) => [
      ...this.#schema.reachedBy(target ?? "", write),
    ]);
    for (const table of new Set(reached)) changes.addUnknown(table);
    return result;
  }

  #columns(write: WriteSource): readonly string[] | undefined {
    return this.#schema.changesMore(getTableName(write.table)) ? undefined : writtenColumns(write);
  }

  #noteCascades({ table, what }: WriteSource, changes: ChangeSet): void {
    if (what.type === "insert") return;
    const reached = this.#schema.reachedBy(getTableName(table), what.type === "delete" ? "onDelete" : "onUpdate");
    for (const other of reached) changes.addUnknown(other);
  }
}

interface HeldRows {
  readonly table: Table;
  readonly where: SQL | undefined;
  readonly fields: readonly SelectedField[];
  readonly limit: number;
}
