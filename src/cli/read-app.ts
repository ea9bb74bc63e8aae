import { existsSync } from "node:fs";
import { join } from "node:path";
import { loadConfig, type AppConfig } from "../app/load-config.ts";
import { RxError } from "../errors/rx-error.ts";
import { setCurrentDialect } from "../orm/current-dialect.ts";
import { parseDatabaseUrl } from "../orm/parse-database-url.ts";

/**
 * The configuration of the app that a command was called in.
 *
 * @throws RxError APP_NOT_FOUND, CONFIG_UNREADABLE, CONFIG_INVALID, DATABASE_URL_INVALID.
 */
export async function readApp(folder: string = process.cwd()): Promise<AppConfig> {
  if (!existsSync(join(folder, "app"))) throw new RxError("APP_NOT_FOUND", { folder });
  const config = await loadConfig({ folder });
  // Before the app's modules are loaded: conditions that they make outside functions are of this dialect's columns.
  setCurrentDialect(parseDatabaseUrl(config.database).dialect);
  return config;
}
