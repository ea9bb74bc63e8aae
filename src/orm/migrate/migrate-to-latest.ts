import { parseDatabaseUrl } from "../parse-database-url.ts";
import { appSchema } from "./app-schema.ts";
import { applyMigrations } from "./apply-migrations.ts";
import { generateMigration } from "./generate-migration.ts";
import { toMigration } from "./migration-file.ts";
import type { MigrationTarget } from "./migration-target.ts";
import { toMigrationText } from "./migration-text.ts";
import { openMigrationDatabase } from "./open-migration-database.ts";

/**
 * Brings the database of a test to what the app's models say: its migrations, then what the models have beyond them. The latter
 * is written to no file, so that a test need not wait for `rx db generate`. The models must be loaded.
 *
 * @throws RxError as applyMigrations and generateMigration.
 */
export async function migrateToLatest(target: MigrationTarget): Promise<void> {
  await applyMigrations(target);
  const { dialect } = parseDatabaseUrl(target.database);
  const [rest] = await generateMigration(appSchema(), {
    folder: `${target.folder}/migrations`,
    dialects: [dialect],
    // Nothing that anybody misses is in it.
    answer: async () => undefined,
  });
  if (!rest) return;
  const file = toMigration(`${rest.tag}_unwritten`, toMigrationText(rest.up.statements, []));
  await using database = await openMigrationDatabase(target);
  await database.lock((migrator) => migrator.apply("app", file));
}
