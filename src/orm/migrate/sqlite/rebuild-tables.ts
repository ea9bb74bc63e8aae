import { columnsMadeAnew } from "../columns-made-anew.ts";
import type { DiffOptions } from "../diff-options.ts";
import type { Snapshot } from "../snapshot.ts";
import { needsRebuild } from "./needs-rebuild.ts";
import { rebuildTable } from "./rebuild-table.ts";

/** The statements that make tables anew, and `from` with them as they are afterwards. */
export async function rebuildTables(from: Snapshot, to: Snapshot, options: DiffOptions): Promise<[string[], Snapshot]> {
  const next = structuredClone(from);
  const statements: string[] = [];
  const anew = columnsMadeAnew(from, to);
  for (const [key, after] of Object.entries(to.tables)) {
    const before = from.tables[key];
    if (!before || !needsRebuild(before, after)) continue;
    statements.push(...(await rebuildTable(key, { from, to, anew: anew.get(key) ?? new Set(), ...options })));
    next.tables[key] = after;
  }
  return [statements, next];
}
