import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { DialectName } from "../dialects/dialect-name.ts";
import { baselineHead } from "../migrate/baseline-head.ts";
import { generateMigration } from "../migrate/generate-migration.ts";
import { readMigrations } from "../migrate/read-migrations.ts";
import { writeMigration } from "../migrate/write-migration.ts";
import { tableFor } from "../table-for.ts";
import { buildModels } from "./build-models.ts";
import type { PulledSchema } from "./pulled-model.ts";

/**
 * Writes the migration that makes the tables of pulled models, for databases that do not have them; one that has them is left alone.
 *
 * @param folder the app's `migrations`
 * @returns the paths of the migrations; none where there are migrations already, or no models
 */
export async function writeBaseline(
  schema: PulledSchema,
  folder: string,
  dialects: readonly DialectName[],
): Promise<readonly string[]> {
  if (dialects.some((dialect) => readMigrations(join(folder, dialect)).length > 0)) return [];
  const models = buildModels(schema);
  const tables = (dialect: DialectName): Record<string, ReturnType<typeof tableFor>> =>
    Object.fromEntries(models.map((model) => [model.name, tableFor(model, dialect)]));
  const made = await generateMigration({ tables, renames: [] }, { folder, dialects, name: "baseline" });
  return made.map((migration) => {
    const [path = ""] = writeMigration(join(folder, migration.dialect), migration);
    writeFileSync(path, `${baselineHead}\n${readFileSync(path, "utf8")}`);
    return path;
  });
}
