import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { toMigrationText } from "./migration-text.ts";
import type { NewMigration } from "./new-migration.ts";
import { snapshotPath } from "./snapshot-path.ts";
import { toStoredSnapshot } from "./to-stored-snapshot.ts";
import { writeKitJournal } from "./write-kit-journal.ts";

/** Writes the files of a migration; returns their paths, the migration itself first. */
export function writeMigration(folder: string, { dialect, tag, up, down, snapshot }: NewMigration): readonly string[] {
  mkdirSync(join(folder, "meta"), { recursive: true });
  const paths = [join(folder, `${tag}.sql`), join(folder, `${tag}.down.sql`), snapshotPath(folder, tag)];
  const texts = [
    toMigrationText(up.statements, up.losses),
    toMigrationText(down.statements, down.losses),
    `${JSON.stringify(toStoredSnapshot(snapshot), undefined, 2)}\n`,
  ];
  for (const [index, path] of paths.entries()) writeFileSync(path, texts[index] ?? "");
  writeKitJournal(folder, dialect, snapshot);
  return paths;
}
