import type { MigrationFile } from "./migration-file.ts";
import type { Origin } from "./migration-target.ts";

/** A migration that a database has applied, or on MySQL has begun. */
export interface AppliedMigration {
  readonly origin: Origin;
  readonly tag: string;
  readonly checksum: string;
  readonly appliedAt: Date;
  readonly steps: number;
  /** MySQL: it is on its way, up or back down. */
  readonly progress?: MigrationProgress;
}

/** How far a migration came that was interrupted. */
export interface MigrationProgress {
  readonly way: "up" | "down";
  /** Statements that were run, of how many. */
  readonly done: number;
  readonly steps: number;
}

/**
 * How a migration stands: `edited` was changed after it was applied, `missing` was applied and has no file, `partial` was
 * interrupted on MySQL.
 */
export interface MigrationState {
  readonly tag: string;
  readonly state: "applied" | "pending" | "edited" | "missing" | "partial";
  readonly appliedAt: Date | undefined;
  readonly progress?: MigrationProgress;
}

/** How files and journal of one origin stand to each other, by tag. */
export function toStatus(
  files: readonly MigrationFile[],
  applied: readonly AppliedMigration[],
): readonly MigrationState[] {
  const byTag = new Map(applied.map((row) => [row.tag, row]));
  const fromFiles = files.map((file): MigrationState => stateOf(file, byTag.get(file.tag)));
  const tags = new Set(files.map((file) => file.tag));
  const missing = applied
    .filter((row) => !tags.has(row.tag))
    .map(({ tag, appliedAt }): MigrationState => ({ tag, state: "missing", appliedAt }));
  return [...fromFiles, ...missing].toSorted((a, b) => (a.tag < b.tag ? -1 : 1));
}

function stateOf({ tag, checksum }: MigrationFile, row: AppliedMigration | undefined): MigrationState {
  if (!row) return { tag, state: "pending", appliedAt: undefined };
  const { appliedAt, progress } = row;
  if (progress) return { tag, state: "partial", appliedAt: undefined, progress };
  return { tag, state: row.checksum === checksum ? "applied" : "edited", appliedAt };
}
