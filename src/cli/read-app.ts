import { existsSync } from "node:fs";
import { join } from "node:path";
import { loadConfig, type AppConfig } from "../app/load-config.ts";
import { RxError } from "../errors/rx-error.ts";

/**
 * The configuration of the app that a command was called in.
 *
 * @throws RxError APP_NOT_FOUND, CONFIG_UNREADABLE, CONFIG_INVALID.
 */
export async function readApp(folder: string = process.cwd()): Promise<AppConfig> {
  if (!existsSync(join(folder, "app"))) throw new RxError("APP_NOT_FOUND", { folder });
  return loadConfig({ folder });
}
