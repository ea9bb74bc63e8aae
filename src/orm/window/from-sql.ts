import { getTableName, is, sql, Table, type SQL } from "drizzle-orm";
import { originalName } from "./table-names.ts";

/** What stands behind FROM or JOIN: a table, with the name that it has in the query where that is another, or a subquery. */
export function fromSql(source: object): SQL {
  if (!is(source, Table)) return sql`${source}`;
  const name = originalName(source);
  const schema: unknown = Reflect.get(source, Symbol.for("drizzle:Schema"));
  const full =
    typeof schema === "string" ? sql`${sql.identifier(schema)}.${sql.identifier(name)}` : sql`${sql.identifier(name)}`;
  return getTableName(source) === name ? full : sql`${full} ${sql.identifier(getTableName(source))}`;
}
