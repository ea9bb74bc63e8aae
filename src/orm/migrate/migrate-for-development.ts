import { join } from "node:path";
import { RxError } from "../../errors/rx-error.ts";
import type { DialectName } from "../dialects/dialect-name.ts";
import { appSchema } from "./app-schema.ts";
import { applyMigrations } from "./apply-migrations.ts";
import { generateMigration } from "./generate-migration.ts";
import type { MigrationTarget } from "./migration-target.ts";
import type { NewMigration } from "./new-migration.ts";
import { pendingLosses } from "./pending-losses.ts";
import { readLastSnapshot } from "./read-last-snapshot.ts";
import { removeMigration } from "./remove-migration.ts";
import { writeMigration } from "./write-migration.ts";

/** What was done, and what is left to say. */
export interface DevelopmentMigration {
  /** Tag of the migration that was written; undefined where the models did not change. */
  readonly written: string | undefined;
  /** Tags that were applied, the written one included. */
  readonly applied: readonly string[];
  /** Each one a line for the terminal: what was not done, and how it is done. */
  readonly notices: readonly string[];
}

/**
 * What `rx dev` does at its start and after each change of the models: applies what is pending, then writes and applies what the
 * models have beyond it, as long as nothing is lost by it. Nothing is thrown for what an author can mend: it is in `notices`.
 */
export async function migrateForDevelopment(
  target: MigrationTarget & { readonly dialects: readonly DialectName[] },
): Promise<DevelopmentMigration> {
  const folder = join(target.folder, "migrations");
  const applied: string[] = [];
  let made: readonly NewMigration[] = [];
  const result = (notices: readonly string[], written?: string): DevelopmentMigration => ({
    written,
    applied,
    notices,
  });
  try {
    const pending = await pendingLosses(target);
    if (pending.length > 0) return result([pendingNotice(pending)]);
    applied.push(...(await applyMigrations(target)));
    const schema = appSchema();
    const gone = goneTables(folder, Object.keys(schema.tables("sqlite")));
    made = await generateMigration(schema, { folder, dialects: target.dialects, keepTables: true });
    const losses = [...new Set(made.flatMap(({ up }) => up.losses))];
    if (losses.length > 0) return result([...gone, lossNotice(losses)]);
    for (const migration of made) writeMigration(join(folder, migration.dialect), migration);
    applied.push(...(await applyMigrations(target)));
    return result(gone, made[0]?.tag);
  } catch (thrown) {
    if (!(thrown instanceof RxError)) throw thrown;
    // With a migration of our own made, all that was pending before had been applied.
    if (made.length === 0) return result([`${thrown.message} ${thrown.remedy}`]);
    // What could not be applied is not left behind: the next change of the models writes it anew.
    for (const migration of made) removeMigration(join(folder, migration.dialect), migration);
    return result([`${thrown.message} ${ownFailure}`]);
  }
}

const ownFailure =
  "Nothing was changed: give a column that becomes required a default, or run `rx db generate` and complete the migration by hand.";

function goneTables(folder: string, present: readonly string[]): readonly string[] {
  const before = readLastSnapshot(join(folder, "sqlite"))?.tables ?? {};
  return Object.keys(before)
    .filter((name) => !present.includes(name))
    .map(
      (name) =>
        `Table ${name} is in the database and in no model: \`rx db generate --allow-drops\` writes the migration that drops it.`,
    );
}

function pendingNotice(losses: readonly string[]): string {
  return `A migration that is pending takes away ${losses.join(", ")}: \`rx db migrate\` applies it.`;
}

function lossNotice(losses: readonly string[]): string {
  return `With these models goes ${losses.join(", ")}: \`rx db generate --allow-drops\` writes the migration that takes it away, \`rx db migrate\` applies it.`;
}
