import { RxError } from "../../errors/rx-error.ts";
import type { MigrationFile } from "./migration-file.ts";
import { readSnapshotIds } from "./read-snapshot-ids.ts";

/**
 * A number that is missing is a file that is missing, unless the migration after it was made of the one before it: nothing changed for
 * this dialect.
 *
 * @throws RxError MIGRATION_HOLE.
 */
export function refuseGaps(folder: string, files: readonly Pick<MigrationFile, "tag">[]): void {
  for (const [at, { tag }] of files.entries()) {
    const before = files[at - 1];
    if (!before || numberOf(tag) === numberOf(before.tag) + 1) continue;
    const [one, other] = [readSnapshotIds(folder, before.tag), readSnapshotIds(folder, tag)];
    if (one && other && other.prevId === one.id) continue;
    throw new RxError("MIGRATION_HOLE", { found: `${tag} after ${before.tag} in ${folder}` });
  }
}

function numberOf(tag: string): number {
  return Number(tag.slice(0, 4));
}
