import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { AppConfig } from "../../app/load-config.ts";
import { RxError } from "../../errors/rx-error.ts";
import { createTemporaryDatabase } from "../../orm/create-temporary-database.ts";
import { locateDatabase } from "../../orm/migrate/locate-database.ts";
import { applyMigrations } from "../../orm/migrate/apply-migrations.ts";
import { models } from "../../orm/model-registry.ts";
import { openDatabase } from "../../orm/open-database.ts";
import { modelTable } from "../../orm/switch/model-table.ts";
import { sumTable, type TableSum } from "../../orm/switch/verify-tables.ts";
import { loadServerHalf } from "../load-server-half.ts";
import { packageFolder } from "../package-folder.ts";
import { readApp } from "../read-app.ts";
import { withProgress } from "../with-progress.ts";

/**
 * Runs the seed twice, each time in a process and a temporary database of its own, and compares what it made. The app's database is left
 * alone.
 *
 * @throws RxError SEED_DIFFERS with the first table that is not the same.
 */
export async function checkSeed(): Promise<void> {
  const config = await readApp();
  await loadServerHalf(config);
  const [first, second] = await withProgress("Seeding twice", async (progress) => {
    progress.update("the first time");
    const once = await seedOnce(config);
    progress.update("the second time");
    return [once, await seedOnce(config)];
  });
  for (const [at, { table, rows, checksum }] of (first ?? []).entries()) {
    const other = second?.[at];
    if (other?.checksum !== checksum)
      throw new RxError("SEED_DIFFERS", { table, first: rows, second: other?.rows ?? 0 });
  }
  for (const { table, rows } of first ?? []) console.log(`${table}: ${rows} rows, the same both times`);
}

async function seedOnce(config: AppConfig): Promise<readonly TableSum[]> {
  await using base = await createTemporaryDatabase(locateDatabase(config));
  await applyMigrations({ folder: config.folder, database: base.url });
  await runSeed(config.folder, base.url);
  const handle = await openDatabase(base.url);
  try {
    const sums: TableSum[] = [];
    for (const model of models()) sums.push(await sumTable(handle, modelTable(model, handle.dialect)));
    return sums;
  } finally {
    await handle.database.close();
  }
}

async function runSeed(folder: string, database: string): Promise<void> {
  const child = spawn(process.execPath, [join(packageFolder, "bin", "rx.js"), "db", "seed"], {
    cwd: folder,
    env: { ...process.env, RX_DATABASE: database },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let text = "";
  child.stderr.on("data", (chunk: Buffer) => (text += chunk.toString()));
  const [status] = await once(child, "close");
  if (status !== 0)
    throw new RxError("SEED_FAILED", { reason: text.trim().split("\n").at(-1) ?? `it ended with ${status}` });
}
