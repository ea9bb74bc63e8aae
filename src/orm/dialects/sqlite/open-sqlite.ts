import type { SQL } from "drizzle-orm";
import type { Limits } from "../../../protocol/limits.ts";
import type { Connection } from "../../database.ts";
import type { DatabaseHandle, QueryText } from "../../session/database-handle.ts";
import { Transaction } from "../../session/transaction.ts";
import { createSqliteDatabase } from "./create-sqlite-database.ts";
import { SqliteConnection } from "./sqlite-connection.ts";
import { toDriverParams } from "./to-driver-params.ts";

/** Opens a SQLite file, making it and its folder where there is none. Throws DATABASE_UNREADABLE. */
export function openSqlite(file: string, url: string, limits: Limits): DatabaseHandle {
  const connection = new SqliteConnection(file, limits);
  const { ambient, dialect, hub, driver } = connection;
  const close = async (): Promise<void> => connection.close();
  const database: Connection = Object.assign(createSqliteDatabase(connection), {
    dialect: "sqlite" as const,
    close,
    [Symbol.asyncDispose]: close,
  });
  const announce = (table: string): void => hub.publish([{ table, keys: "unknown", before: undefined }]);
  connection.writtenElsewhere();
  return {
    dialect: "sqlite",
    url,
    database,
    changes: hub,
    toText: (query: SQL): QueryText => {
      const { sql: text, params, names } = dialect.sqlToQuery(query);
      return { text, params: toDriverParams(params), tables: connection.tablesAmong(names) };
    },
    rows: (text, params, options = {}) => connection.readRows(text, params, options),
    scan: (text, params, options) => connection.scan(text, params, options?.bigints ?? false),
    announce,
    announceForeignWrites: () => {
      if (connection.writtenElsewhere()) announce("*");
    },
    createTransaction: () => new Transaction(driver, hub),
    runIn: <T>(transaction: Transaction | undefined, fn: () => T): T =>
      transaction ? ambient.run(transaction, () => settleInside(fn())) : ambient.exit(() => settleInside(fn())),
  };
}

/**
 * A query runs when it is awaited, which would be outside the context that it was made in: it is awaited here, for a value that is a
 * promise to the caller all the same.
 */
function settleInside<T>(value: T): T {
  const lazy = typeof value === "object" && value !== null && "then" in value && !(value instanceof Promise);
  if (!lazy) return value;
  const settled: unknown = Promise.resolve(value);
  return settled as T; // as: a promise of the same value takes the place of the lazy query
}
