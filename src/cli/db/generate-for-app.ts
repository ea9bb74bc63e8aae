import { join, relative } from "node:path";
import { appSchema } from "../../orm/migrate/app-schema.ts";
import { generateMigration } from "../../orm/migrate/generate-migration.ts";
import { writeMigration } from "../../orm/migrate/write-migration.ts";
import { loadServerHalf } from "../load-server-half.ts";
import { readApp } from "../read-app.ts";
import { withProgress } from "../with-progress.ts";

/** Writes the migration that leads from the last one to the models, and says what it takes away. */
export async function generateForApp(name: string | undefined): Promise<void> {
  const config = await readApp();
  const { folder, dialects } = config;
  const migrations = join(folder, "migrations");
  const made = await withProgress("Comparing the models with the last migration", async () => {
    await loadServerHalf(config);
    return generateMigration(appSchema(), { folder: migrations, dialects, name });
  });
  for (const migration of made) {
    const [path = ""] = writeMigration(join(migrations, migration.dialect), migration);
    console.log(relative(process.cwd(), path));
  }
  const losses = new Set(made.flatMap(({ up }) => up.losses));
  for (const loss of losses) console.log(`Takes away: ${loss}, with what it holds.`);
  console.log(made.length === 0 ? "The models did not change." : "Apply it with `rx db migrate`.");
}
