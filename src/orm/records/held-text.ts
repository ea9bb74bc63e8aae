// What JavaScript has of a value may be less than the database holds: a time finer than a millisecond, a decimal with more
// digits than its model says, a float. Whether such a value is still there is asked by the text that the database itself
// writes for it, which is compared with nothing but itself.
import { sql, type Column, type SQL } from "drizzle-orm";
import { currentDialect } from "../current-dialect.ts";
import type { DialectName } from "../dialects/dialect-name.ts";
import { columnFacts } from "../values/column-facts.ts";

/** May the database hold more of a value than JavaScript has, or compare it otherwise? */
export function isHeldFiner(column: Column): boolean {
  const { kind } = columnFacts(column).storage;
  return kind === "timestamp" || kind === "decimal" || kind === "real" || kind === "json" || kind === "bytes";
}

/** A value as a text that says all of it; NULL is NULL. */
export function heldText(column: Column): SQL<string | null> {
  return texts[currentDialect()](column);
}

const texts: Readonly<Record<DialectName, (column: Column) => SQL<string | null>>> = {
  // A number to its last digit, which a cast would round.
  sqlite: (column) => sql`case when ${column} is null then null else quote(${column}) end`,
  postgres: (column) => sql`cast(${column} as text)`,
  mysql: (column) => sql`hex(cast(${column} as binary))`,
};
