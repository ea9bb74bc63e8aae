import { is, Column, sql, type AnyColumn, type SQL } from "drizzle-orm";
import { RxError } from "../../errors/rx-error.ts";
import { dialectText } from "../dialect-text.ts";
import { columnFacts } from "../values/column-facts.ts";

// PostgreSQL has neither for these types.
const asText = dialectText({ sqlite: "", postgres: "::text", mysql: "" });
const asNumber = dialectText({ sqlite: "", postgres: "::int", mysql: "" });

/** The least or the greatest of the values, decoded as the column's. Throws NOT_PORTABLE for bytes and JSON, which have no order. */
export function extreme(name: "min" | "max", value: AnyColumn | SQL): SQL<unknown> {
  const called = sql.raw(name);
  if (!is(value, Column)) return sql`${called}(${value})`;
  const { kind } = columnFacts(value).storage;
  switch (kind) {
    case "bytes":
    case "json":
      throw new RxError("NOT_PORTABLE", { found: `${name}() of ${kind}`, dialect: "PostgreSQL" });
    case "uuid":
      return sql`${called}(${value}${asText})`.mapWith(value);
    case "boolean":
      return sql`${called}(${value}${asNumber})`.mapWith((found: unknown) => Number(found) === 1);
    default:
      return sql`${called}(${value})`.mapWith(value);
  }
}
