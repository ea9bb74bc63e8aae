import { RxError } from "../../errors/rx-error.ts";
import { readMigrations } from "./read-migrations.ts";
import { readSnapshotIds } from "./read-snapshot-ids.ts";

/**
 * Two migrations of two branches that were made of the same one: the second does not know of the first, and what is generated next
 * would make its tables once more.
 *
 * @throws RxError MIGRATION_FORKED.
 */
export function refuseForks(folder: string): void {
  const known = readMigrations(folder).flatMap(({ tag }) => {
    const ids = readSnapshotIds(folder, tag);
    return ids ? [{ tag, ...ids }] : [];
  });
  for (const [at, { tag, prevId }] of known.entries()) {
    const before = known[at - 1];
    const parent = known.slice(0, at).find(({ id }) => id === prevId);
    if (before && parent && parent !== before) throw new RxError("MIGRATION_FORKED", { tag, before: before.tag });
  }
}
