import { applyMigrations } from "../../orm/migrate/apply-migrations.ts";
import { withoutPassword } from "../../orm/parse-database-url.ts";
import { readApp } from "../read-app.ts";
import { withProgress } from "../with-progress.ts";

/** Applies what the app's database does not have yet, and says what that was. */
export async function migrateApp(): Promise<void> {
  const target = await readApp();
  const applied = await withProgress("Migrating the database", (progress) =>
    applyMigrations(target, (tag) => progress.update(tag)),
  );
  for (const tag of applied) console.log(`applied ${tag}`);
  if (applied.length === 0) console.log(`Nothing is pending in ${withoutPassword(target.database)}.`);
}
