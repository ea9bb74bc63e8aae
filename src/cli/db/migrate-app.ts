import { confirm } from "@clack/prompts";
import { applyMigrations } from "../../orm/migrate/apply-migrations.ts";
import { pendingLosses } from "../../orm/migrate/pending-losses.ts";
import { withoutPassword } from "../../orm/parse-database-url.ts";
import { readApp } from "../read-app.ts";
import { withProgress } from "../with-progress.ts";

/**
 * Applies what the app's database does not have yet, and says what that was. What is taken away is named first; on a terminal it
 * is confirmed, elsewhere whoever committed the files has done so.
 */
export async function migrateApp(): Promise<void> {
  const target = await readApp();
  const losses = await pendingLosses(target);
  for (const loss of losses) console.log(`takes away ${loss}`);
  if (losses.length > 0 && process.stdin.isTTY && !(await isConfirmed())) {
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

async function isConfirmed(): Promise<boolean> {
  return (await confirm({ message: "Apply, with what is taken away?", initialValue: false })) === true;
}
