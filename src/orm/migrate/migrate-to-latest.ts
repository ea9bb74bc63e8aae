import { appSchema } from "./app-schema.ts";
import { applyMigrations } from "./apply-migrations.ts";
import { generateMigration } from "./generate-migration.ts";
import { applySqliteMigration } from "./apply-sqlite-migration.ts";
import { toMigration } from "./migration-file.ts";
import type { MigrationTarget } from "./migration-target.ts";
import { toMigrationText } from "./migration-text.ts";
import { sqliteFile } from "./sqlite-file.ts";
import { withSqliteLock } from "./with-sqlite-lock.ts";

/**
 * Brings the database of a test to what the app's models say: its migrations, then what the models have beyond them. The latter
 * is written to no file, so that a test need not wait for `rx db generate`. The models must be loaded.
 *
 * @throws RxError as applyMigrations and generateMigration.
 */
export async function migrateToLatest(target: MigrationTarget): Promise<void> {
  await applyMigrations(target);
  const [rest] = await generateMigration(appSchema(), {
    folder: `${target.folder}/migrations`,
    dialects: ["sqlite"],
  });
  if (!rest) return;
  const tag = `${rest.tag}_unwritten`;
  await withSqliteLock(sqliteFile(target), (connection) =>
    applySqliteMigration(connection, "app", toMigration(tag, toMigrationText(rest.up.statements, []))),
  );
}
