import { is } from "drizzle-orm";
import { MySqlTable } from "drizzle-orm/mysql-core";
import { PgTable } from "drizzle-orm/pg-core";
import { SQLiteTable } from "drizzle-orm/sqlite-core";
import type { DialectName } from "./dialects/dialect-name.ts";

/** Of which database a table is that was written with Drizzle's own functions, or that a model has become; undefined for anything else. */
export function tableDialect(value: unknown): DialectName | undefined {
  if (is(value, SQLiteTable)) return "sqlite";
  if (is(value, PgTable)) return "postgres";
  return is(value, MySqlTable) ? "mysql" : undefined;
}
