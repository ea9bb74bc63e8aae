import type { MigrationFile } from "./migration-file.ts";

/** A migration that a database has applied. */
export interface AppliedMigration {
  readonly tag: string;
  readonly checksum: string;
  readonly appliedAt: Date;
}

/** How a migration stands: `edited` was changed after it was applied, `missing` was applied and has no file. */
export interface MigrationState {
  readonly tag: string;
  readonly state: "applied" | "pending" | "edited" | "missing";
  readonly appliedAt: Date | undefined;
}

/** How files and journal stand to each other, by tag: a file that came late from a branch is pending, whatever its number. */
export function toStatus(
  files: readonly MigrationFile[],
  applied: readonly AppliedMigration[],
): readonly MigrationState[] {
  const byTag = new Map(applied.map((row) => [row.tag, row]));
  const fromFiles = files.map(({ tag, checksum }): MigrationState => {
    const row = byTag.get(tag);
    const state = row === undefined ? "pending" : row.checksum === checksum ? "applied" : "edited";
    return { tag, state, appliedAt: row?.appliedAt };
  });
  const tags = new Set(files.map((file) => file.tag));
  const missing = applied
    .filter((row) => !tags.has(row.tag))
    .map(({ tag, appliedAt }): MigrationState => ({ tag, state: "missing", appliedAt }));
  return [...fromFiles, ...missing].toSorted((a, b) => (a.tag < b.tag ? -1 : 1));
}
