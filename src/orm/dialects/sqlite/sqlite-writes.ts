import { getTableName } from "drizzle-orm";
import type { ChangeHub } from "../../session/change-hub.ts";
import type { ChangeSet } from "../../session/change-set.ts";
import { keyFields, keyNames } from "../../session/key-fields.ts";
import { mapRows } from "../../session/map-rows.ts";
import { rawTarget } from "../../session/raw-target.ts";
import type { Statement, StatementResult, WriteSource } from "../../session/statement.ts";
import type { QueryDialect } from "../../session/track-dialect.ts";
import { writtenColumns } from "../../session/written-columns.ts";
import type { NativeConnection } from "./native-connection.ts";
import { readRowsBefore } from "./read-rows-before.ts";
import { readStatement } from "./read-statement.ts";
import type { SqliteSchema } from "./sqlite-schema.ts";

/** Runs statements that write, and notes what they wrote: rows and keys of tables that are watched, else the table. */
export class SqliteWrites {
  readonly #connection: NativeConnection;
  readonly #dialect: QueryDialect;
  readonly #hub: ChangeHub;
  readonly #schema: SqliteSchema;

  constructor(connection: NativeConnection, dialect: QueryDialect, hub: ChangeHub, schema: SqliteSchema) {
    this.#connection = connection;
    this.#dialect = dialect;
    this.#hub = hub;
    this.#schema = schema;
  }

  /** Does it take more than one statement, which must be one transaction? */
  takesSteps(statement: Statement): boolean {
    return this.#captured(statement.write) !== "nothing" && statement.write?.what.type !== "insert";
  }

  #captured(write: WriteSource | undefined): "rows" | "keys" | "nothing" {
    if (!write || write.what.type === "other" || keyFields(write.table).length === 0) return "nothing";
    const { what } = write;
    return this.#hub.captures(getTableName(write.table), what.type === "insert" ? what.rows?.length : 0);
  }

  /** Runs a writing statement and notes what it wrote. */
  write(statement: Statement, changes: ChangeSet): StatementResult {
    const { write } = statement;
    if (!write) return this.#writeRaw(statement, changes);
    const { table, what } = write;
    const name = getTableName(table);
    const captured = this.#captured(write);
    if (captured === "nothing") {
      const result = run(this.#connection, statement);
      if (result.rowCount === 0) return result;
      if (!name.startsWith("rx_")) changes.addUnknown(name, this.#columns(write));
      this.#noteCascades(write, changes);
      return result;
    }
    if (what.type === "insert") return this.#insert(statement, write, changes);
    const keyChanges =
      what.type === "update" &&
      keyFields(table).some(({ field }) => what.columns.some((key) => Reflect.get(table, key) === field));
    const before =
      what.type === "other" || keyChanges
        ? undefined
        : readRowsBefore(this.#connection, this.#dialect, table, {
            where: what.where,
            maxRows: changes.maxRows,
            captured,
          });
    const result = run(this.#connection, statement);
    if (result.rowCount === 0) return result;
    if (before) changes.addRows(name, keyNames(table), { before, captured, columns: this.#columns(write) });
    else changes.addUnknown(name);
    this.#noteCascades(write, changes);
    return result;
  }

  /** An insert that also gives the keys of its rows. */
  #insert(statement: Statement, { table }: WriteSource, changes: ChangeSet): StatementResult {
    const keys = keyFields(table);
    const fields = [...(statement.fields ?? []), ...keys];
    const names = keys.map(({ path }) => this.#dialect.escapeName(path[0] ?? "")).join(", ");
    const text = `${statement.text}${statement.fields ? ", " : " returning "}${names}`;
    const rows = readStatement(this.#connection, { ...statement, text, fields }).rows as unknown[][]; // as: arrays where fields are named
    const from = fields.length - keys.length;
    const parts = rows.map((row) => row.slice(from));
    for (const row of mapRows(keys, parts, undefined))
      changes.addRow(getTableName(table), Object.values(Object(row)), null);
    return { rows: statement.fields ? rows.map((row) => row.slice(0, from)) : [], rowCount: rows.length };
  }

  #writeRaw(statement: Statement, changes: ChangeSet): StatementResult {
    const result = run(this.#connection, statement);
    this.#schema.refresh();
    const target = rawTarget(statement.text);
    changes.addUnknown(target ?? "*");
    for (const table of this.#reached(target ?? "", ["onDelete", "onUpdate"])) changes.addUnknown(table);
    return result;
  }

  #columns(write: WriteSource): readonly string[] | undefined {
    return this.#schema.changesMore(getTableName(write.table)) ? undefined : writtenColumns(write);
  }

  #noteCascades({ table, what }: WriteSource, changes: ChangeSet): void {
    if (what.type === "insert") return;
    const reached = this.#reached(getTableName(table), what.type === "delete" ? ["onDelete"] : ["onUpdate"]);
    for (const other of reached) changes.addUnknown(other);
  }

  #reached(table: string, writes: readonly ("onDelete" | "onUpdate")[]): ReadonlySet<string> {
    return new Set(writes.flatMap((write) => [...this.#schema.reachedBy(table, write)]));
  }
}

function run(connection: NativeConnection, statement: Statement): StatementResult {
  const returns = statement.fields !== undefined || (!statement.write && connection.givesRows(statement.text));
  if (returns) return readStatement(connection, statement);
  return { rows: [], rowCount: connection.run(statement.text, statement.params) };
}
