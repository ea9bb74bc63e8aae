import { sql, type SQL, type Table } from "drizzle-orm";
import { BaseSQLiteDatabase, type SQLiteTable } from "drizzle-orm/sqlite-core";
import { RxError } from "../../../errors/rx-error.ts";
import type { RawResult, TransactionDatabase } from "../../database.ts";
import { createRelationQueries } from "../../relations/create-relation-queries.ts";
import { checkWrittenValues } from "../../session/check-written-values.ts";
import { Transaction } from "../../session/transaction.ts";
import { fitSelect } from "./fit-select.ts";
import type { SqliteConnection } from "./sqlite-connection.ts";
import { SqliteDrizzleSession } from "./sqlite-session.ts";

fitSelect();

/** The database as an app sees it: Drizzle's builders on our session, values checked, transactions ambient. */
export function createSqliteDatabase(connection: SqliteConnection, bound?: Transaction): TransactionDatabase {
  const session = new SqliteDrizzleSession(connection, bound);
  const base = new BaseSQLiteDatabase("async", connection.dialect, session, undefined);
  const facade = {
    select: base.select.bind(base),
    selectDistinct: base.selectDistinct.bind(base),
    with: base.with.bind(base),
    $with: base.$with,
    $count: base.$count.bind(base),
    insert: (table: SQLiteTable) => checkedInsert(base.insert(table), table),
    update: (table: SQLiteTable) => checkedUpdate(base.update(table), table),
    delete: base.delete.bind(base),
    execute: (query: SQL | string): Promise<RawResult> => execute(session, query),
    transaction: <T>(work: (tx: TransactionDatabase) => T | Promise<T>): Promise<T> =>
      runTransaction(connection, session.present(), work),
    rollback: (): never => {
      throw new RxError("TRANSACTION_ROLLED_BACK");
    },
  };
  const typed: unknown = facade;
  const database = typed as TransactionDatabase; // as: SQLite's builders stand for PostgreSQL's, whose types apps see
  Object.defineProperty(facade, "query", { enumerable: true, get: () => createRelationQueries(database) });
  return database;
}

async function runTransaction<T>(
  connection: SqliteConnection,
  outer: Transaction | undefined,
  work: (tx: TransactionDatabase) => T | Promise<T>,
): Promise<T> {
  const transaction = new Transaction(connection.driver, connection.hub, outer);
  await transaction.open();
  try {
    // Awaited inside: a query that was only returned would run after its context is left.
    const value = await connection.ambient.run(transaction, async () =>
      work(createSqliteDatabase(connection, transaction)),
    );
    await transaction.commit();
    return value;
  } catch (error) {
    await transaction.rollback();
    throw error;
  }
}

async function execute(session: SqliteDrizzleSession, query: SQL | string): Promise<RawResult> {
  const { rows, rowCount } = await session.raw(typeof query === "string" ? sql.raw(query) : query.getSQL());
  return { rows: rows as RawResult["rows"], rowCount }; // as: raw rows are objects
}

type Values = Readonly<Record<string, unknown>>;

/** A builder, with one of its methods taking checked values. */
function checkedInsert<B extends { values(rows: never): object }>(builder: B, table: Table): B {
  const values = builder.values.bind(builder);
  const check = (rows: Values | readonly Values[]): unknown =>
    Array.isArray(rows)
      ? rows.map((row: Values) => checkWrittenValues(table, row))
      : checkWrittenValues(table, rows as Values); // as: the one that is no list
  return Object.assign(builder, {
    values: (rows: Values | readonly Values[]) => checkedUpsert(values(check(rows) as never), table), // as: the same rows, checked
  });
}

function checkedUpsert(insert: object, table: Table): object {
  const upsert: unknown = Reflect.get(insert, "onConflictDoUpdate");
  if (typeof upsert !== "function") return insert;
  return Object.assign(insert, {
    onConflictDoUpdate: (config: { readonly set: Values }): unknown =>
      upsert.call(insert, { ...config, set: checkWrittenValues(table, config.set) }),
  });
}

function checkedUpdate<B extends { set(values: never): object }>(builder: B, table: Table): B {
  const set = builder.set.bind(builder);
  return Object.assign(builder, { set: (values: Values) => set(checkWrittenValues(table, values) as never) }); // as: the same values, checked
}
