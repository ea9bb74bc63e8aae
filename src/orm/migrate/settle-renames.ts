import type { DialectName } from "../dialects/dialect-name.ts";
import { applyRename } from "./apply-rename.ts";
import type { RenameAnswer } from "./rename-question.ts";
import type { Rename } from "./rename.ts";
import type { Snapshot } from "./snapshot.ts";

/**
 * What was renamed between two schemas: what the models and the author say, as long as it was not made yet; for what else went
 * while something came, the answer to a question. Tables first, so that columns are named by their table's new name.
 */
export async function settleRenames(
  dialect: DialectName,
  [before, to]: readonly [Snapshot, Snapshot],
  given: readonly Rename[],
  answer: RenameAnswer,
): Promise<readonly Rename[]> {
  const settled: Rename[] = [];
  let from = before;
  const take = (rename: Rename): void => {
    from = applyRename(dialect, from, rename);
    settled.push(rename);
  };
  const names = (schema: Snapshot): readonly string[] => Object.values(schema.tables).map(({ name }) => name);
  await settle(answer, {
    table: undefined,
    known: given.filter(({ type }) => type === "table"),
    old: () => names(from),
    now: names(to),
    take: (one, other) => take({ type: "table", from: one, to: other }),
  });
  // Somebody may say a column under its table's old name.
  const newNames = new Map(settled.map((one) => [one.from, one.to]));
  for (const { name: table, columns } of Object.values(to.tables)) {
    if (!columnsOf(from, table)) continue;
    await settle(answer, {
      table,
      known: given.filter((one) => one.type === "column" && (newNames.get(one.table) ?? one.table) === table),
      old: () => columnsOf(from, table) ?? [],
      now: Object.keys(columns),
      take: (one, other) => take({ type: "column", table, from: one, to: other }),
    });
  }
  return settled;
}

/** Tables, or columns of one table. */
interface Renaming {
  readonly table: string | undefined;
  /** What was said. */
  readonly known: readonly Rename[];
  /** Names that there are, as renames are taken. */
  old(): readonly string[];
  /** Names that there are to be. */
  readonly now: readonly string[];
  take(from: string, to: string): void;
}

async function settle(answer: RenameAnswer, { table, known, old, now, take }: Renaming): Promise<void> {
  const isOpen = ({ from, to }: Rename): boolean => old().includes(from) && now.includes(to) && !old().includes(to);
  // One name may be free only after another was given up.
  for (let next = known.find(isOpen); next; next = known.find(isOpen)) take(next.from, next.to);
  for (const gone of old().filter((name) => !now.includes(name))) {
    const added = now.filter((name) => !old().includes(name));
    const found = added.length === 0 ? undefined : await answer({ table, gone, added });
    if (found !== undefined) take(gone, found);
  }
}

function columnsOf(schema: Snapshot, table: string): readonly string[] | undefined {
  const found = Object.values(schema.tables).find(({ name }) => name === table);
  return found && Object.keys(found.columns);
}
