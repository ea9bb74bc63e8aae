import type { DialectName } from "../dialects/dialect-name.ts";
import type { SchemaDiff } from "./diff-snapshots.ts";
import type { Rename } from "./rename.ts";
import type { Snapshot } from "./snapshot.ts";

/** What makes up one migration of one dialect. */
export interface NewMigration {
  readonly dialect: DialectName;
  readonly tag: string;
  readonly renames: readonly Rename[];
  readonly up: SchemaDiff;
  readonly down: SchemaDiff;
  readonly snapshot: Snapshot;
}
