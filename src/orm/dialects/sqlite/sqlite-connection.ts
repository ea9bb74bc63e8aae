import { AsyncLocalStorage } from "node:async_hooks";
import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { getTableName } from "drizzle-orm";
import { RxError } from "../../../errors/rx-error.ts";
import type { Limits } from "../../../protocol/limits.ts";
import { ChangeHub } from "../../session/change-hub.ts";
import { ChangeSet } from "../../session/change-set.ts";
import { narrowIntegers, mapRows, needsBigint, type SelectedField } from "../../session/map-rows.ts";
import { recordReads } from "../../session/read-tracking.ts";
import type { WriteSource } from "../../session/statement.ts";
import type { Transaction, TransactionDriver } from "../../session/transaction.ts";
import { WriteQueue } from "../../session/write-queue.ts";
import { keyFields, noteRows, readRows } from "./capture-write.ts";
import { NativeConnection } from "./native-connection.ts";
import { retryWhileBusy } from "./retry-while-busy.ts";
import { SqliteSchema } from "./sqlite-schema.ts";
import { toDatabaseError } from "./to-database-error.ts";
import { TrackingDialect } from "./tracking-dialect.ts";

/** One statement, ready for the driver. */
export interface SqliteStatement {
  readonly text: string;
  readonly params: readonly unknown[];
  readonly names: ReadonlySet<string>;
  readonly write: WriteSource | undefined;
  /** Fields of the rows that are wanted; undefined: rows as objects, or none. */
  readonly fields: readonly SelectedField[] | undefined;
}

/** What a statement gave: rows as arrays where fields were named, else as objects; and how many were written. */
export interface SqliteResult {
  readonly rows: unknown[];
  readonly rowCount: number;
}

// Statements that would cut into the transactions that the writer's queue keeps apart.
const byHand = /^\s*(begin|commit|end|rollback|savepoint|release|attach|detach)\b/i;

/**
 * One SQLite file: a single writer, whose turn is given in order, and readers that see what is committed. A statement outside a
 * transaction that reads never waits; one that writes waits for its turn. Inside a transaction everything goes to the writer.
 */
export class SqliteConnection {
  readonly dialect = new TrackingDialect();
  readonly hub = new ChangeHub();
  /** The transaction of whatever runs now. */
  readonly ambient = new AsyncLocalStorage<Transaction>();
  readonly driver: TransactionDriver;
  readonly #writer: NativeConnection;
  readonly #reader: NativeConnection;
  readonly #scanner: NativeConnection;
  readonly #schema: SqliteSchema;
  readonly #queue: WriteQueue;
  readonly #limits: Limits;
  #foreignVersion: unknown;

  constructor(file: string, limits: Limits) {
    this.#limits = limits;
    this.#queue = new WriteQueue(limits.writerWaitMs);
    try {
      mkdirSync(dirname(file), { recursive: true });
      this.#writer = new NativeConnection(file, false);
      this.#reader = new NativeConnection(file, true);
      this.#scanner = new NativeConnection(file, true);
    } catch (error) {
      const found = error instanceof Error ? error.message : String(error);
      throw new RxError("DATABASE_UNREADABLE", { file, found }, { cause: error });
    }
    this.#schema = new SqliteSchema(this.#reader);
    this.driver = this.#createDriver();
  }

  /** Runs one statement where it belongs. Throws what the database throws, as an RxError. */
  async execute(statement: SqliteStatement, transaction: Transaction | undefined): Promise<SqliteResult> {
    try {
      return await this.#route(statement, transaction);
    } catch (error) {
      throw toDatabaseError(error, statement.write);
    }
  }

  #route(statement: SqliteStatement, transaction: Transaction | undefined): SqliteResult | Promise<SqliteResult> {
    if (byHand.test(statement.text))
      throw new RxError("TRANSACTION_BY_HAND", { found: statement.text.trim().slice(0, 40) });
    const connection = transaction?.state === "open" ? this.#writer : this.#reader;
    if (!statement.write && connection.isReader(statement.text)) {
      recordReads(this.#schema.tablesAmong(statement.names));
      return this.#retry(() => read(connection, statement));
    }
    if (!transaction) return this.#writeAlone(statement);
    if (transaction.ready) return this.#write(statement, transaction.changes);
    return transaction.untilReady().then(() => this.#write(statement, transaction.changes));
  }

  /** Rows of a read of the framework's own, as arrays; nothing is tracked. */
  async readRows(
    text: string,
    params: readonly unknown[],
    { bigints = false, committed = false }: { readonly bigints?: boolean; readonly committed?: boolean },
  ): Promise<unknown[][]> {
    const inside = !committed && this.ambient.getStore()?.state === "open";
    try {
      return await this.#retry(() => (inside ? this.#writer : this.#reader).rows(text, params, { bigints }));
    } catch (error) {
      throw toDatabaseError(error, undefined);
    }
  }

  /** Rows of a long read one after another, on a connection of its own that sees one moment of the database. */
  *scan(text: string, params: readonly unknown[], bigints: boolean): Generator<unknown[]> {
    yield* this.#scanner.iterate(text, params, { bigints });
  }

  /** Has somebody else, another process for one, written to the file since the last call? */
  writtenElsewhere(): boolean {
    // Inside a transaction the file stands still: the next call will tell.
    if (this.#writer.inTransaction) return false;
    const [[version] = []] = this.#writer.rows("pragma data_version", []);
    const before = this.#foreignVersion;
    this.#foreignVersion = version;
    return before !== undefined && before !== version;
  }

  /** Which of these names are tables of this database? */
  tablesAmong(names: Iterable<string>): readonly string[] {
    return this.#schema.tablesAmong(names);
  }

  close(): void {
    this.#reader.close();
    this.#scanner.close();
    this.#writer.close();
  }

  async #writeAlone(statement: SqliteStatement): Promise<SqliteResult> {
    if (!this.#queue.tryAcquire()) await this.#queue.acquire();
    try {
      let changes = new ChangeSet(this.#limits.maxCapturedRows);
      const capture = this.#watched(statement) && statement.write?.what.type !== "insert";
      const result = await this.#retry(() => {
        changes = new ChangeSet(this.#limits.maxCapturedRows);
        return capture ? this.#together(() => this.#write(statement, changes)) : this.#write(statement, changes);
      });
      this.hub.publish(changes.toCommitted());
      return result;
    } finally {
      this.#queue.release();
    }
  }

  #together<T>(run: () => T): T {
    this.#writer.run("begin immediate", []);
    try {
      const result = run();
      this.#writer.run("commit", []);
      return result;
    } catch (error) {
      if (this.#writer.inTransaction) this.#writer.run("rollback", []);
      throw error;
    }
  }

  #watched({ write }: SqliteStatement): boolean {
    if (!write || write.what.type === "other") return false;
    return this.hub.isWatched(getTableName(write.table)) && keyFields(write.table).length > 0;
  }

  /** Runs a writing statement on the writer and notes what it wrote. */
  #write(statement: SqliteStatement, changes: ChangeSet): SqliteResult {
    const { write } = statement;
    if (!write) return this.#writeRaw(statement, changes);
    const { table, what } = write;
    const name = getTableName(table);
    if (!this.#watched(statement)) {
      const result = run(this.#writer, statement);
      if (!name.startsWith("rx_")) changes.addUnknown(name);
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
        : readRows(this.#writer, this.dialect, table, what.where, this.#limits.maxCapturedRows);
    const result = run(this.#writer, statement);
    noteRows(changes, table, before);
    this.#noteCascades(write, changes);
    return result;
  }

  /** An insert that also gives the keys of its rows. */
  #insert(statement: SqliteStatement, { table }: WriteSource, changes: ChangeSet): SqliteResult {
    const keys = keyFields(table);
    const fields = [...(statement.fields ?? []), ...keys];
    const names = keys.map(({ path }) => this.dialect.escapeName(path[0] ?? "")).join(", ");
    const text = `${statement.text}${statement.fields ? ", " : " returning "}${names}`;
    const bigints = needsBigint(fields);
    const rows = this.#writer.rows(text, statement.params, { bigints });
    if (bigints) narrowIntegers(fields, rows);
    const from = fields.length - keys.length;
    const decoded = mapRows(
      keys,
      rows.map((row) => row.slice(from)),
      undefined,
    );
    for (const row of decoded)
      changes.addRow(
        getTableName(table),
        keys.map(({ path }) => Reflect.get(Object(row), path[0] ?? "")),
        null,
      );
    return { rows: statement.fields ? rows.map((row) => row.slice(0, from)) : [], rowCount: rows.length };
  }

  #writeRaw(statement: SqliteStatement, changes: ChangeSet): SqliteResult {
    const result = run(this.#writer, statement);
    this.#schema.refresh();
    const [, quoted, plain] = rawTarget.exec(statement.text) ?? [];
    const target = quoted ?? plain;
    changes.addUnknown(target ?? "*");
    for (const table of this.#reached(target ?? "", ["onDelete", "onUpdate"])) changes.addUnknown(table);
    return result;
  }

  #noteCascades({ table, what }: WriteSource, changes: ChangeSet): void {
    if (what.type === "insert") return;
    const reached = this.#reached(getTableName(table), what.type === "delete" ? ["onDelete"] : ["onUpdate"]);
    for (const other of reached) changes.addUnknown(other);
  }

  #reached(table: string, writes: readonly ("onDelete" | "onUpdate")[]): ReadonlySet<string> {
    return new Set(writes.flatMap((write) => [...this.#schema.reachedBy(table, write)]));
  }

  #retry<T>(attempt: () => T): T | Promise<T> {
    return retryWhileBusy(attempt, this.#limits.busyTimeoutMs);
  }

  #createDriver(): TransactionDriver {
    const script = async (text: string): Promise<void> => {
      try {
        await this.#retry(() => this.#writer.run(text, []));
      } catch (error) {
        throw toDatabaseError(error, undefined);
      }
    };
    return {
      maxWaitMs: this.#limits.writerWaitMs,
      maxCapturedRows: this.#limits.maxCapturedRows,
      begin: async () => {
        await this.#queue.acquire();
        try {
          await script("begin immediate");
        } catch (error) {
          this.#queue.release();
          throw error;
        }
      },
      commit: () => script("commit"),
      // After a full disk the database has rolled back by itself.
      rollback: async () => (this.#writer.inTransaction ? script("rollback") : undefined),
      release: () => this.#queue.release(),
      savepoint: (depth) => script(`savepoint rx_${depth}`),
      keepSavepoint: (depth) => script(`release rx_${depth}`),
      undoSavepoint: async (depth) => {
        await script(`rollback to rx_${depth}`);
        await script(`release rx_${depth}`);
      },
    };
  }
}

// insert into "x", replace into x, update x, delete from x; behind a WITH nobody can tell without a parser.
const rawTarget =
  /^\s*(?:insert\s+(?:or\s+\w+\s+)?into|replace\s+into|update(?:\s+or\s+\w+)?|delete\s+from)\s+(?:"([^"]+)"|(\w+)(?!\s*\.))/i;

function read(connection: NativeConnection, { text, params, fields }: SqliteStatement): SqliteResult {
  if (!fields) {
    const rows = connection.objects(text, params);
    return { rows, rowCount: rows.length };
  }
  const bigints = needsBigint(fields);
  const rows = connection.rows(text, params, { bigints });
  if (bigints) narrowIntegers(fields, rows);
  return { rows, rowCount: rows.length };
}

function run(connection: NativeConnection, statement: SqliteStatement): SqliteResult {
  const returns = statement.fields !== undefined || (!statement.write && / returning /i.test(statement.text));
  if (returns) return read(connection, statement);
  return { rows: [], rowCount: connection.run(statement.text, statement.params) };
}
