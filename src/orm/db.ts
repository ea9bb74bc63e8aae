import { currentDatabase } from "./current-database.ts";
import type { Database } from "./database.ts";

const handler: ProxyHandler<object> = {
  get: (_, key) => Reflect.get(currentDatabase().database, key),
  has: (_, key) => Reflect.has(currentDatabase().database, key),
};

/**
 * The app's database: every query of Drizzle's, awaited. Inside an event its writes belong to the event, inside
 * `db.transaction` to the transaction.
 *
 * @example const open = await db.select().from(orders).where(eq(orders.status, "open"));
 */
export const db = new Proxy({}, handler) as Database; // as: every trap answers with the open database
