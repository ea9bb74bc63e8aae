import { sql, type AnyColumn, type SQL } from "drizzle-orm";
import { dialectText } from "../dialect-text.ts";

const open = dialectText({ sqlite: "excluded.", postgres: "excluded.", mysql: "values(" });
const close = dialectText({ sqlite: "", postgres: "", mysql: ")" });

/**
 * In an upsert: the value that the row which was not inserted would have had.
 *
 * @example db.insert(stock).values(rows).onConflictDoUpdate({ target: stock.sku, set: { amount: excluded(stock.amount) } })
 */
export function excluded<C extends AnyColumn>(column: C): SQL<C["_"]["data"]> {
  const value: SQL<unknown> = sql`${open}${sql.identifier(column.name)}${close}`.mapWith(column);
  return value as SQL<C["_"]["data"]>; // as: mapWith decodes it by the column
}
