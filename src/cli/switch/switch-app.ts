import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { RxError } from "../../errors/rx-error.ts";
import { applyMigrations } from "../../orm/migrate/apply-migrations.ts";
import { locateDatabase } from "../../orm/migrate/locate-database.ts";
import { migrationFilesOf } from "../../orm/migrate/migration-files-of.ts";
import { pendingMigrations } from "../../orm/migrate/pending-migrations.ts";
import { models } from "../../orm/model-registry.ts";
import { parseDatabaseUrl, withoutPassword } from "../../orm/parse-database-url.ts";
import { switchDatabase, type SwitchReport } from "../../orm/switch/switch-database.ts";
import { loadServerHalf } from "../load-server-half.ts";
import { readApp } from "../read-app.ts";
import { withProgress } from "../with-progress.ts";
import { changeDatabaseSetting } from "./change-database-setting.ts";

/** What `rx db switch` is told beside the database. */
export interface SwitchAppOptions {
  readonly keepConfig: boolean;
  readonly json: boolean;
}

/**
 * Copies the app's tables and rows to another database, compares both sides, says what means something else there, and makes it the
 * app's own. Run again after an interruption it goes on where it was.
 *
 * @throws RxError MIGRATIONS_PENDING, SWITCH_SAME, SWITCH_DIALECT_MISSING, and what switchDatabase throws.
 */
export async function switchApp(url: string, { keepConfig, json }: SwitchAppOptions): Promise<void> {
  const before = { ...process.env };
  const config = await readApp();
  const other = { folder: config.folder, database: ownUrl(url, config.folder) };
  const [source, target] = [locateDatabase(config), locateDatabase(other)];
  if (source === target) throw new RxError("SWITCH_SAME", { found: withoutPassword(url) });
  const pending = await pendingMigrations(config);
  if (pending.length > 0) throw new RxError("MIGRATIONS_PENDING", { tags: pending.join(", ") });
  await loadServerHalf(config);
  const all = models();
  const { dialect } = parseDatabaseUrl(target);
  if (all.length > 0 && migrationFilesOf(other, "app").length === 0)
    throw new RxError("SWITCH_DIALECT_MISSING", { dialect });
  const report = await withProgress("Switching the database", async (progress) => {
    progress.update("making the tables");
    await applyMigrations(other);
    const onProgress = (what: string, share: number): void => progress.update(`${bar(share)} ${what}`);
    return switchDatabase({ models: all, source, target, onProgress });
  });
  if (json) console.log(JSON.stringify(report, undefined, 2));
  else printReport(report);
  if (keepConfig) return;
  const changed = changeDatabaseSetting(config.folder, { from: config.database, to: other.database, env: before });
  // What may be read by a program goes to stdout alone.
  (json ? console.error : console.log)(changed);
}

/** A file is named as the app would name it where that can be, and found from the present folder where it is there. */
function ownUrl(url: string, folder: string): string {
  const { dialect, file } = parseDatabaseUrl(url);
  const isHere = dialect === "sqlite" && !existsSync(resolve(folder, file)) && existsSync(resolve(file));
  return isHere ? `sqlite:${resolve(file)}` : url;
}

const barWidth = 24;

function bar(share: number): string {
  const full = Math.round(share * barWidth);
  return `${"█".repeat(full)}${"░".repeat(barWidth - full)} ${String(Math.floor(share * 100)).padStart(3)} %`;
}

function printReport({ tables, remarks, resumed }: SwitchReport): void {
  if (resumed) console.log("Went on with the switch that was interrupted.");
  const width = Math.max(5, ...tables.map(({ table }) => table.length));
  for (const { table, rows, checksum } of tables)
    console.log(`${table.padEnd(width)}  ${String(rows).padStart(10)} rows  ${checksum}`);
  console.log("Both sides were read again and hold the same.");
  for (const remark of remarks) console.log(`note: ${remark}`);
}
