// Never shows drizzle-kit a created and a deleted thing at once: it would ask on the terminal, and throw where there is none.
// So in stages: renames; keys that change or go; columns that change; what is new; what goes. Each stage is one that the kit can
// print without a question, or that we print ourselves where it prints what does not work.
import { alignNames } from "./align-names.ts";
import { applyRename } from "./apply-rename.ts";
import { changeColumns } from "./change-columns.ts";
import { columnsMadeAnew } from "./columns-made-anew.ts";
import type { DiffOptions } from "./diff-options.ts";
import { findLosses } from "./find-losses.ts";
import { refuseNewKeys } from "./refuse-new-keys.ts";
import { renameStatements } from "./rename-statements.ts";
import type { Snapshot } from "./snapshot.ts";
import { soften } from "./soften.ts";
import { rebuildTables } from "./sqlite/rebuild-tables.ts";
import { withKept } from "./with-kept.ts";
import { withoutChangedKeys } from "./without-changed-keys.ts";
import { withoutColumns } from "./without-columns.ts";
import { withoutConditions } from "./without-conditions.ts";
import { withoutNamesake } from "./without-namesake.ts";

/** The way from one schema to another. */
export interface SchemaDiff {
  readonly statements: readonly string[];
  /** What is taken away, in words; empty where nothing is. */
  readonly losses: readonly string[];
}

/**
 * The SQL that leads from one schema to another, renames first, drops last.
 *
 * @throws RxError MIGRATION_KEY_CHANGED.
 */
export async function diffSnapshots(
  [before, to]: readonly [from: Snapshot, to: Snapshot],
  options: DiffOptions,
): Promise<SchemaDiff> {
  const { dialect, renames, kit } = options;
  const statements: string[] = [];
  const losses: string[] = [];
  let from = before;
  // MySQL renames no column that a condition names.
  if (dialect === "mysql" && renames.length > 0) {
    const renamed = renames.reduce((schema, rename) => applyRename(dialect, schema, rename), before);
    const bare = withoutConditions(before, renamed);
    statements.push(...(await kit.diff(before, bare)));
    from = bare;
  }
  for (const rename of renames) {
    // On the way back: what had taken a name that somebody else takes again.
    const free = withoutNamesake(from, rename);
    losses.push(...findLosses(from, free));
    statements.push(...(free === from ? [] : await change(from, free, options)));
    statements.push(...renameStatements(dialect, free, rename));
    from = applyRename(dialect, free, rename);
  }
  refuseNewKeys(from, to);
  losses.push(...findLosses(from, to));
  const [aligned, settled] = alignNames(dialect, from, to);
  statements.push(...aligned, ...(await change(settled, to, options)));
  return { statements: statements.map((statement) => statement.trim()), losses };
}

function change(from: Snapshot, to: Snapshot, options: DiffOptions): Promise<readonly string[]> {
  return options.dialect === "sqlite" ? changeSqlite(from, to, options) : changeServer(from, to, options);
}

async function changeSqlite(from: Snapshot, to: Snapshot, options: DiffOptions): Promise<readonly string[]> {
  const { kit } = options;
  const [rebuilt, next] = await rebuildTables(from, to, options);
  const { schema: between, fills } = soften(options, [next, withKept(next, to)]);
  return [...rebuilt, ...(await kit.diff(next, between)), ...fills, ...(await kit.diff(between, to))];
}

async function changeServer(from: Snapshot, to: Snapshot, options: DiffOptions): Promise<readonly string[]> {
  const { kit } = options;
  const withoutKeys = withoutChangedKeys(from, to);
  const bare = withoutColumns(withoutKeys, columnsMadeAnew(withoutKeys, to));
  const [changed, next] = await changeColumns(bare, to, options);
  const { schema: between, fills } = soften(options, [next, withKept(next, to)]);
  return [
    ...(await kit.diff(from, withoutKeys)),
    ...(await kit.diff(withoutKeys, bare)),
    ...changed,
    ...(await kit.diff(next, between)),
    ...fills,
    // Foreign keys are gone by now: nothing is left that a DROP would have to take along.
    ...(await kit.diff(between, to)).map((statement) => statement.replace(/^(DROP TABLE .*) CASCADE;$/, "$1;")),
  ];
}
