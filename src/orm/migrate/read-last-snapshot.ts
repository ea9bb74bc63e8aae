import { existsSync, readFileSync } from "node:fs";
import { RxError } from "../../errors/rx-error.ts";
import { fromStoredSnapshot } from "./from-stored-snapshot.ts";
import { readMigrations } from "./read-migrations.ts";
import { snapshotPath } from "./snapshot-path.ts";
import type { Snapshot } from "./snapshot.ts";

/**
 * The schema as the last migration of a folder left it; undefined where there is none yet.
 *
 * @throws RxError MIGRATION_SNAPSHOT_MISSING.
 */
export function readLastSnapshot(folder: string): Snapshot | undefined {
  const last = readMigrations(folder).at(-1);
  if (!last) return undefined;
  const path = snapshotPath(folder, last.tag);
  try {
    return fromStoredSnapshot(JSON.parse(readFileSync(path, "utf8")));
  } catch (cause) {
    const found = existsSync(path) ? "a file that is no JSON" : "none";
    throw new RxError("MIGRATION_SNAPSHOT_MISSING", { path, found }, { cause });
  }
}
