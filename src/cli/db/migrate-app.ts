import { applyMigrations } from "../../orm/migrate/apply-migrations.ts";
import { pendingLosses } from "../../orm/migrate/pending-losses.ts";
import { withoutPassword } from "../../orm/parse-database-url.ts";
import { readApp } from "../read-app.ts";
import { withProgress } from "../with-progress.ts";
import { confirmLosses } from "./confirm-losses.ts";

/** What `rx db migrate` takes. */
export interface MigrateAppOptions {
  readonly allowDrops?: boolean;
}

/**
 * Applies what the app's database does not have yet, and says what that was. What is taken away is named first; on a terminal it
 * is confirmed, elsewhere whoever wrote the files with --allow-drops has done so.
 */
export async function migrateApp({ allowDrops = false }: MigrateAppOptions): Promise<void> {
  const target = await readApp();
  const losses = await pendingLosses(target);
  const options = { allowDrops: allowDrops || !process.stdin.isTTY, question: "Apply, with what is taken away?" };
  if (!(await confirmLosses(losses, options))) {
    console.log("Nothing was changed.");
    process.exitCode = 1;
    return;
  }
  const applied = await withProgress("Migrating the database", (progress) =>
    applyMigrations(target, (tag) => progress.update(tag)),
  );
  for (const tag of applied) console.log(`applied ${tag}`);
  if (applied.length === 0) console.log(`Nothing is pending in ${withoutPassword(target.database)}.`);
}
