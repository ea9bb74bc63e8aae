import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { RxError } from "../../errors/rx-error.ts";
import { parseDatabaseUrl } from "../parse-database-url.ts";
import { toMigration, type MigrationFile } from "./migration-file.ts";
import { migrationFilesOf } from "./migration-files-of.ts";
import { toStatus, type AppliedMigration, type MigrationState } from "./migration-status.ts";
import { migrationsFolder, type MigrationTarget } from "./migration-target.ts";

/**
 * The ways back of the last migrations that were applied, the youngest first; all of them are looked at before the first is run.
 *
 * @throws RxError MIGRATION_DOWN_MISSING, MIGRATION_EDITED, MIGRATION_MISSING.
 */
export function waysBack(
  target: MigrationTarget,
  journal: readonly AppliedMigration[],
  count: number,
): readonly MigrationFile[] {
  const applied = journal.filter(({ origin }) => origin === "app");
  return toStatus(migrationFilesOf(target, "app"), applied)
    .filter(({ state }) => state !== "pending")
    .toReversed()
    .slice(0, count)
    .map((one) => toBack(target, one));
}

function toBack(target: MigrationTarget, { tag, state }: MigrationState): MigrationFile {
  const folder = migrationsFolder(target, "app", parseDatabaseUrl(target.database).dialect);
  if (state === "edited") throw new RxError("MIGRATION_EDITED", { tag });
  if (state === "missing") throw new RxError("MIGRATION_MISSING", { tag, folder });
  const path = join(folder, `${tag}.down.sql`);
  if (!existsSync(path)) throw new RxError("MIGRATION_DOWN_MISSING", { tag, path });
  return toMigration(tag, readFileSync(path, "utf8"));
}
