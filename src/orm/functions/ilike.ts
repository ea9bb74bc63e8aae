import { sql, type Column, type SQL } from "drizzle-orm";
import { dialectText } from "../dialect-text.ts";

const lower = dialectText({ sqlite: "rx_lower", postgres: "lower", mysql: "lower" });

/**
 * Does the text fit the pattern, upper or lower case alike? `%` is any text, `_` any character, `!` makes the next one plain.
 *
 * @example ilike(customers.name, "a%")
 */
export function ilike(text: Column | SQL | SQL.Aliased, pattern: string): SQL {
  return sql`${lower}(${text}) like ${lower}(${pattern}) escape '!'`;
}
