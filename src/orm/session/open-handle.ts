import type { SQL } from "drizzle-orm";
import type { CommittedChange } from "../../framework/ports/change-feed.ts";
import type { Connection } from "../database.ts";
import { createDatabase } from "./create-database.ts";
import type { DatabaseConnection } from "./database-connection.ts";
import type { DatabaseHandle, QueryText } from "./database-handle.ts";
import { Transaction } from "./transaction.ts";

/** What the framework's own code gets of an open database. */
export function openHandle(connection: DatabaseConnection, url: string): DatabaseHandle {
  const { ambient, dialect, hub, name } = connection;
  const close = (): Promise<void> => connection.close();
  const database: Connection = Object.assign(createDatabase(connection), {
    dialect: name,
    close,
    [Symbol.asyncDispose]: close,
  });
  const announce = async (table: string): Promise<void> => {
    const changes: readonly CommittedChange[] = [{ table, keys: "unknown", before: undefined }];
    hub.publish(changes);
    // In a transaction the others are told with its commit: what it is about may stand in there.
    const open = presentTransaction(ambient.getStore());
    if (open) open.changes.addUnknown(table);
    else await ambient.exit(() => connection.tell(changes));
  };
  return {
    dialect: name,
    url,
    database,
    changes: hub,
    toText: (query: SQL): QueryText => {
      const { sql: text, params, names } = dialect.sqlToQuery(query);
      return { text, params: connection.toDriverParams(params), tables: connection.tablesAmong(names) };
    },
    rows: (text, params, options = {}) => connection.readRows(text, params, options),
    scan: (text, params, options = {}) => connection.scan(text, params, options),
    ordersByBytes: (table, column) => connection.ordersByBytes(table, column),
    announce,
    follow: (onTrouble) => connection.follow(onTrouble),
    createTransaction: () => new Transaction(connection.createDriver(), hub),
    runIn: <T>(transaction: Transaction | undefined, fn: () => T): T =>
      transaction ? ambient.run(transaction, () => settleInside(fn())) : ambient.exit(() => settleInside(fn())),
  };
}

function presentTransaction(found: Transaction | undefined): Transaction | undefined {
  let transaction = found;
  while (transaction && transaction.state !== "open") transaction = transaction.parent;
  return transaction;
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
