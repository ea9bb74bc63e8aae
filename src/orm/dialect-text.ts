import { sql, type SQL, type SQLWrapper } from "drizzle-orm";
import type { DialectName } from "./dialects/dialect-name.ts";
import { renderingDialect } from "./rendering-dialect.ts";

/**
 * A piece of SQL text that is another on each database: chosen when the statement is written, so that one expression can be run on
 * all. Only text goes in here, never a column: whoever looks for columns in an expression must find them.
 *
 * @example sql`${dialectText({ sqlite: "instr(", postgres: "strpos(", mysql: "instr(" })}${column}, ${part})`
 */
export function dialectText(texts: Readonly<Record<DialectName, string>>): SQLWrapper {
  const made: Readonly<Record<DialectName, SQL>> = {
    sqlite: sql.raw(texts.sqlite),
    postgres: sql.raw(texts.postgres),
    mysql: sql.raw(texts.mysql),
  };
  return { getSQL: () => made[renderingDialect()], shouldOmitSQLParens: () => true };
}
