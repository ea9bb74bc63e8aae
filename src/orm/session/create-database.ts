import { sql, type Column, type SQL, type Table } from "drizzle-orm";
import { RxError } from "../../errors/rx-error.ts";
import type { RawResult, TransactionDatabase } from "../database.ts";
import { createRelationQueries } from "../relations/create-relation-queries.ts";
import { checkWrittenValues } from "./check-written-values.ts";
import type { DatabaseConnection } from "./database-connection.ts";
import { QueryRunner } from "./query-runner.ts";
import { refuseTwice } from "./refuse-twice.ts";
import { Transaction } from "./transaction.ts";

/** The database as an app sees it: Drizzle's builders on our session, values checked, transactions ambient. */
export function createDatabase(connection: DatabaseConnection, bound?: Transaction): TransactionDatabase {
  const runner = new QueryRunner(connection, bound);
  const builders = connection.createBuilders(runner);
  const facade = {
    ...builders,
    insert: (table: Table) => checkedInsert(builders.insert(table), table),
    update: (table: Table) => checkedUpdate(builders.update(table), table),
    execute: (query: SQL | string): Promise<RawResult> => execute(runner, query),
    transaction: <T>(work: (tx: TransactionDatabase) => T | Promise<T>): Promise<T> =>
      runTransaction(connection, runner.present(), work),
    rollback: (): never => {
      throw new RxError("TRANSACTION_ROLLED_BACK");
    },
  };
  const typed: unknown = facade;
  const database = typed as TransactionDatabase; // as: each dialect's builders stand for PostgreSQL's, whose types apps see
  Object.defineProperty(facade, "query", { enumerable: true, get: () => createRelationQueries(database) });
  return database;
}

async function runTransaction<T>(
  connection: DatabaseConnection,
  outer: Transaction | undefined,
  work: (tx: TransactionDatabase) => T | Promise<T>,
): Promise<T> {
  const transaction = outer ? outer.nest() : new Transaction(connection.createDriver(), connection.hub);
  await transaction.open();
  try {
    // Awaited inside: a query that was only returned would run after its context is left.
    const value = await connection.ambient.run(transaction, async () => work(createDatabase(connection, transaction)));
    await transaction.commit();
    return value;
  } catch (error) {
    await transaction.rollback();
    throw error;
  }
}

async function execute(runner: QueryRunner, query: SQL | string): Promise<RawResult> {
  const { rows, rowCount } = await runner.raw(typeof query === "string" ? sql.raw(query) : query.getSQL());
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
    values: (rows: Values | readonly Values[]) => {
      const checked = check(rows);
      return checkedUpsert(values(checked as never), table, [checked].flat() as Values[]); // as: the same rows, checked
    },
  });
}

interface UpsertConfig {
  readonly target: Column | readonly Column[];
  readonly set: Values;
}

function checkedUpsert(insert: object, table: Table, rows: readonly Values[]): object {
  const upsert: unknown = Reflect.get(insert, "onConflictDoUpdate");
  if (typeof upsert !== "function") return insert;
  return Object.assign(insert, {
    onConflictDoUpdate: (config: UpsertConfig): unknown => {
      refuseTwice(table, rows, [config.target].flat());
      return upsert.call(insert, { ...config, set: checkWrittenValues(table, config.set) });
    },
  });
}

function checkedUpdate<B extends { set(values: never): object }>(builder: B, table: Table): B {
  const set = builder.set.bind(builder);
  return Object.assign(builder, { set: (values: Values) => set(checkWrittenValues(table, values) as never) }); // as: the same values, checked
}
