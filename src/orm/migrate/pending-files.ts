import { RxError } from "../../errors/rx-error.ts";
import { parseDatabaseUrl } from "../parse-database-url.ts";
import type { MigrationFile } from "./migration-file.ts";
import { migrationFilesOf } from "./migration-files-of.ts";
import { toStatus, type AppliedMigration } from "./migration-status.ts";
import { migrationsFolder, type MigrationTarget, type Origin } from "./migration-target.ts";
import { refuseGaps } from "./refuse-gaps.ts";

/**
 * The migrations that are to be applied, in their order.
 *
 * @throws RxError MIGRATION_EDITED, MIGRATION_MISSING, MIGRATION_HOLE, MIGRATION_NUMBER_TWICE.
 */
export function pendingFiles(
  target: MigrationTarget,
  origin: Origin,
  journal: readonly AppliedMigration[],
): readonly MigrationFile[] {
  const files = migrationFilesOf(target, origin);
  const folder = migrationsFolder(target, origin, parseDatabaseUrl(target.database).dialect);
  const status = toStatus(
    files,
    journal.filter((row) => row.origin === origin),
  );
  for (const { tag, state } of status) {
    if (state === "edited") throw new RxError("MIGRATION_EDITED", { tag });
    if (state === "missing") throw new RxError("MIGRATION_MISSING", { tag, folder });
  }
  const first = status.findIndex(({ state }) => state === "pending" || state === "partial");
  const late = status.slice(first + 1).find(({ state }) => first >= 0 && state === "applied");
  if (late) {
    const found = `${status[first]?.tag ?? ""} pending before ${late.tag}, which is applied`;
    throw new RxError("MIGRATION_HOLE", { found });
  }
  const pending = new Set(first < 0 ? [] : status.slice(first).map(({ tag }) => tag));
  if (pending.size > 0) refuseGaps(folder, files);
  return files.filter(({ tag }) => pending.has(tag));
}
