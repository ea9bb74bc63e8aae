import { join, relative } from "node:path";
import { RxError } from "../../errors/rx-error.ts";
import { appSchema } from "../../orm/migrate/app-schema.ts";
import { generateMigration } from "../../orm/migrate/generate-migration.ts";
import { parseRename } from "../../orm/migrate/parse-rename.ts";
import { writeMigration } from "../../orm/migrate/write-migration.ts";
import { loadServerHalf } from "../load-server-half.ts";
import { readApp } from "../read-app.ts";
import { withProgress } from "../with-progress.ts";
import { askWhatBecame } from "./ask-what-became.ts";
import { confirmLosses } from "./confirm-losses.ts";

/** What `rx db generate` takes. */
export interface GenerateForAppOptions {
  readonly name?: string;
  readonly rename: readonly string[];
  readonly allowDrops?: boolean;
  readonly watch?: boolean;
}

/**
 * Writes the migration that leads from the last one to the models. What may have been renamed is asked on a terminal; what is taken
 * away is named, and written only where that is allowed.
 *
 * @throws RxError MIGRATION_AMBIGUOUS, MIGRATION_DESTROYS, MIGRATION_RENAME_UNKNOWN.
 */
export async function generateForApp({
  name,
  rename,
  allowDrops = false,
  watch = false,
}: GenerateForAppOptions): Promise<void> {
  const config = await readApp();
  const { folder, dialects } = config;
  const migrations = join(folder, "migrations");
  const said = rename.map(parseRename);
  await withProgress("Reading the models", () => loadServerHalf(config));
  const schema = appSchema();
  const made = await generateMigration(
    { ...schema, renames: [...said, ...schema.renames] },
    { folder: migrations, dialects, name, ...askWhatBecame(allowDrops), said, watch },
  );
  const losses = [...new Set(made.flatMap(({ up }) => up.losses))];
  if (!(await confirmLosses(losses, { allowDrops, question: "Write the migration that takes it away?" })))
    throw new RxError("MIGRATION_DESTROYS", { losses: losses.join(", ") });
  for (const migration of made) {
    const [path = ""] = writeMigration(join(migrations, migration.dialect), migration);
    console.log(relative(process.cwd(), path));
  }
  if (watch && !dialects.includes("postgres"))
    console.log("--watch is for PostgreSQL, which is none of this app's databases; elsewhere call invalidate().");
  console.log(made.length === 0 ? "The models did not change." : "Apply it with `rx db migrate`.");
}
