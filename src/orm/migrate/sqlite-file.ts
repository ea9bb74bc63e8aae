import { resolve } from "node:path";
import { RxError } from "../../errors/rx-error.ts";
import { parseDatabaseUrl, withoutPassword } from "../parse-database-url.ts";
import type { MigrationTarget } from "./migration-target.ts";

/**
 * The file of an SQLite database.
 *
 * @throws RxError DATABASE_URL_INVALID, DIALECT_NOT_SERVED.
 */
export function sqliteFile({ folder, database }: MigrationTarget): string {
  const { dialect, file } = parseDatabaseUrl(database);
  if (dialect === "sqlite") return resolve(folder, file);
  const names = { postgres: "PostgreSQL", mysql: "MySQL" };
  throw new RxError("DIALECT_NOT_SERVED", { dialect: names[dialect], found: withoutPassword(database) });
}
