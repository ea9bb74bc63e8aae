// Never shows drizzle-kit a created and a deleted thing at once: it would ask on the terminal, and throw where there is none.
// So: renames first, then everything that is new or changed, then what goes.
import type { DialectName } from "../dialects/dialect-name.ts";
import type { ColumnRename } from "./column-rename.ts";
import { fillRequired } from "./fill-required.ts";
import { findLosses } from "./find-losses.ts";
import type { Kit } from "./load-kit.ts";
import { modifyMysqlColumns } from "./modify-mysql-columns.ts";
import { needsRebuild } from "./needs-rebuild.ts";
import { rebuildTable } from "./rebuild-table.ts";
import { renameColumn } from "./rename-column.ts";
import { renameStatement } from "./rename-statement.ts";
import type { Snapshot, TableSnapshot } from "./snapshot.ts";

/** The way from one schema to another. */
export interface SchemaDiff {
  readonly statements: readonly string[];
  /** What is taken away, in words; empty where nothing is. */
  readonly losses: readonly string[];
}

/** The SQL that leads from one schema to another, renames first, drops last. */
export async function diffSnapshots(
  kit: Kit,
  dialect: DialectName,
  [before, to]: readonly [from: Snapshot, to: Snapshot],
  renames: readonly ColumnRename[],
): Promise<SchemaDiff> {
  const statements = renames.map((rename) =>
    renameStatement(dialect, before.tables[rename.table]?.name ?? rename.table, rename),
  );
  let from = renames.reduce(renameColumn, before);
  const losses = findLosses(from, to);
  if (dialect === "sqlite") {
    const [printed, next] = await rebuildTables(kit, from, to);
    statements.push(...printed);
    from = next;
  } else statements.push(...fillRequired(dialect, from, to));
  if (dialect === "mysql") {
    const [printed, next] = await modifyMysqlColumns(kit, from, to);
    statements.push(...printed);
    from = next;
  }
  const between = withKept(from, to);
  statements.push(...(await kit.diff(from, between)), ...(await kit.diff(between, to)));
  return { statements: statements.map((statement) => statement.trim()), losses };
}

async function rebuildTables(kit: Kit, from: Snapshot, to: Snapshot): Promise<[string[], Snapshot]> {
  const next = structuredClone(from);
  const statements: string[] = [];
  for (const [key, after] of Object.entries(to.tables)) {
    const before = from.tables[key];
    if (!before || !needsRebuild(before, after)) continue;
    statements.push(...(await rebuildTable(kit, from, to, key)));
    next.tables[key] = after;
  }
  return [statements, next];
}

/** `to`, with every table and column that only `from` has. */
function withKept(from: Snapshot, to: Snapshot): Snapshot {
  const tables: Record<string, TableSnapshot> = { ...to.tables };
  for (const [key, table] of Object.entries(from.tables)) {
    const after = to.tables[key];
    tables[key] = after ? { ...after, columns: { ...table.columns, ...after.columns } } : table;
  }
  return { ...to, tables };
}
