import { rmSync } from "node:fs";
import { join } from "node:path";
import type { NewMigration } from "./new-migration.ts";
import { snapshotPath } from "./snapshot-path.ts";
import { writeKitJournal } from "./write-kit-journal.ts";

/** Takes back what writeMigration wrote. */
export function removeMigration(folder: string, { dialect, tag, snapshot }: NewMigration): void {
  for (const path of [join(folder, `${tag}.sql`), join(folder, `${tag}.down.sql`), snapshotPath(folder, tag)])
    rmSync(path, { force: true });
  writeKitJournal(folder, dialect, snapshot);
}
