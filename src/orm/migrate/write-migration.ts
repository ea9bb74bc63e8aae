import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { DialectName } from "../dialects/dialect-name.ts";
import { readMigrations, snapshotPath, toMigrationText } from "./migration-folder.ts";
import type { SchemaDiff } from "./diff-snapshots.ts";
import type { Snapshot } from "./snapshot.ts";

/** What makes up one migration of one dialect. */
export interface NewMigration {
  readonly dialect: DialectName;
  readonly tag: string;
  readonly up: SchemaDiff;
  readonly down: SchemaDiff;
  readonly snapshot: Snapshot;
}

/** Writes the files of a migration; returns their paths, the migration itself first. */
export function writeMigration(folder: string, { dialect, tag, up, down, snapshot }: NewMigration): readonly string[] {
  mkdirSync(join(folder, "meta"), { recursive: true });
  const paths = [join(folder, `${tag}.sql`), join(folder, `${tag}.down.sql`), snapshotPath(folder, tag)];
  const texts = [
    toMigrationText(up.statements, up.losses),
    toMigrationText(down.statements, down.losses),
    `${JSON.stringify(snapshot, undefined, 2)}\n`,
  ];
  for (const [index, path] of paths.entries()) writeFileSync(path, texts[index] ?? "");
  writeKitJournal(folder, dialect, snapshot);
  return paths;
}

/** Takes back what writeMigration wrote. */
export function removeMigration(folder: string, { dialect, tag, snapshot }: NewMigration): void {
  for (const path of [join(folder, `${tag}.sql`), join(folder, `${tag}.down.sql`), snapshotPath(folder, tag)])
    rmSync(path, { force: true });
  writeKitJournal(folder, dialect, snapshot);
}

interface KitJournal {
  readonly entries: readonly { readonly tag: string; readonly when: number }[];
}

// For drizzle-kit's own commands (check, studio). Ours read the folder: this is made anew each time, so a merge cannot spoil it.
function writeKitJournal(folder: string, dialect: DialectName, { version }: Snapshot): void {
  const path = join(folder, "meta", "_journal.json");
  const { entries: before }: KitJournal = existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : { entries: [] };
  const known = new Map(before.map(({ tag, when }) => [tag, when]));
  const entries = readMigrations(folder).map(({ tag }, idx) => ({
    idx,
    version,
    when: known.get(tag) ?? Date.now(),
    tag,
    breakpoints: true,
  }));
  const journal = { version: "7", dialect: dialect === "postgres" ? "postgresql" : dialect, entries };
  writeFileSync(path, `${JSON.stringify(journal, undefined, 2)}\n`);
}
