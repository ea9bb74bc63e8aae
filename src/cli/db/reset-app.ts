import { join } from "node:path";
import { confirm } from "@clack/prompts";
import { RxError } from "../../errors/rx-error.ts";
import { applyMigrations } from "../../orm/migrate/apply-migrations.ts";
import { dropTables } from "../../orm/migrate/drop-tables.ts";
import { locateDatabase } from "../../orm/migrate/locate-database.ts";
import { readLastSnapshot } from "../../orm/migrate/read-last-snapshot.ts";
import { models } from "../../orm/model-registry.ts";
import { parseDatabaseUrl, withoutPassword } from "../../orm/parse-database-url.ts";
import { openCopyConnection } from "../../orm/switch/open-copy-connection.ts";
import { loadServerHalf } from "../load-server-half.ts";
import { readApp } from "../read-app.ts";
import { withProgress } from "../with-progress.ts";
import { seedApp } from "./seed-app.ts";

/**
 * Drops the tables of the app's models and migrations, makes them anew and fills them by the seed. Tables that are in no model stay.
 *
 * @throws RxError RESET_UNCONFIRMED where nobody can be asked.
 */
export async function resetApp({ yes, seed }: { readonly yes: boolean; readonly seed: boolean }): Promise<void> {
  const config = await readApp();
  const address = withoutPassword(config.database);
  if (!yes && !process.stdin.isTTY) throw new RxError("RESET_UNCONFIRMED", { found: address });
  if (!yes && !(await isConfirmed(address))) {
    console.log("Nothing was changed.");
    process.exitCode = 1;
    return;
  }
  const half = await loadServerHalf(config);
  const { dialect } = parseDatabaseUrl(config.database);
  const snapshot = readLastSnapshot(join(config.folder, "migrations", dialect));
  const names = [...models(), ...Object.values(snapshot?.tables ?? {})].map(({ name }) => name);
  const dropped = await withProgress("Emptying the database", async (progress) => {
    const found = await drop(locateDatabase(config), new Set(names));
    progress.update("making the tables anew");
    await applyMigrations(config);
    return found;
  });
  console.log(`Made anew in ${address}: ${dropped.length === 0 ? "no table was there before" : dropped.join(", ")}.`);
  if (seed && half.seed !== undefined) await seedApp();
}

async function drop(url: string, names: ReadonlySet<string>): Promise<readonly string[]> {
  const connection = await openCopyConnection(url);
  try {
    return await dropTables(connection, names);
  } finally {
    await connection.close();
  }
}

async function isConfirmed(address: string): Promise<boolean> {
  const message = `Drop the app's tables in ${address}, with all their rows?`;
  return (await confirm({ message, initialValue: false })) === true;
}
