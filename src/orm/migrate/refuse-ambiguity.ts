import { RxError } from "../../errors/rx-error.ts";
import type { Snapshot } from "./snapshot.ts";

/**
 * A column that went while another came in the same table may be a new name or a loss: who wrote the models knows. So with tables.
 *
 * @throws RxError MIGRATION_AMBIGUOUS, which names both.
 */
export function refuseAmbiguity(from: Snapshot, to: Snapshot): void {
  const goneTables = only(from.tables, to.tables);
  const newTables = only(to.tables, from.tables);
  const [gone] = goneTables;
  const [added] = newTables;
  if (gone !== undefined && added !== undefined) {
    const [before, after] = [from.tables[gone]?.name, to.tables[added]?.name];
    refuse(
      `table ${before} gone and table ${after} new`,
      `keep model("${before}", …) and rename only the variable it is exported as`,
    );
  }
  for (const [key, table] of Object.entries(to.tables)) {
    const before = from.tables[key];
    if (!before) continue;
    const [lost] = only(before.columns, table.columns);
    const [made] = only(table.columns, before.columns);
    if (lost !== undefined && made !== undefined)
      refuse(
        `column ${table.name}.${lost} gone and ${table.name}.${made} new`,
        `write .renamedFrom("${lost}") behind the new one`,
      );
  }
}

function refuse(found: string, rename: string): never {
  throw new RxError("MIGRATION_AMBIGUOUS", { found, rename });
}

function only(these: Readonly<Record<string, unknown>>, those: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.keys(these).filter((name) => !(name in those));
}
