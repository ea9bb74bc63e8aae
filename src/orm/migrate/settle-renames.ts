import { RxError } from "../../errors/rx-error.ts";
import type { DialectName } from "../dialects/dialect-name.ts";
import { applyRename } from "./apply-rename.ts";
import type { RenameAnswer, RenameQuestion } from "./rename-question.ts";
import type { Rename } from "./rename.ts";
import type { Snapshot, TableSnapshot } from "./snapshot.ts";

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
  const settle = async (known: readonly Rename[], change: Change, rename: (from: string, to: string) => Rename) => {
    const gone = change.gone();
    for (const one of known) if (gone.includes(one.from) && change.added().includes(one.to)) take(one);
    for (const name of change.gone()) {
      const added = change.added();
      const found = added.length === 0 ? undefined : await answer({ table: change.table, gone: name, added });
      if (found !== undefined) take(rename(name, found));
    }
  };

  const names = (schema: Snapshot): readonly string[] => Object.values(schema.tables).map(({ name }) => name);
  const tables = {
    table: undefined,
    gone: () => only(names(from), names(to)),
    added: () => only(names(to), names(from)),
  };
  await settle(
    given.filter(({ type }) => type === "table"),
    tables,
    (one, other) => ({ type: "table", from: one, to: other }),
  );
  for (const { name: table } of Object.values(to.tables)) {
    const columns = (schema: Snapshot): readonly string[] | undefined => columnsOf(schema, table);
    const change = {
      table,
      gone: () => only(columns(from) ?? [], columns(to) ?? []),
      added: () => (columns(from) ? only(columns(to) ?? [], columns(from) ?? []) : []),
    };
    await settle(
      given.filter((one) => one.type === "column" && one.table === table),
      change,
      (one, other) => ({ type: "column", table, from: one, to: other }),
    );
  }
  return settled;
}

/** Where nobody can be asked. Throws MIGRATION_AMBIGUOUS, which names both. */
export async function refuseToGuess({ table, gone, added }: RenameQuestion): Promise<never> {
  const [first = ""] = added;
  const path = table === undefined ? gone : `${table}.${gone}`;
  const found =
    table === undefined
      ? `table ${gone} gone and table ${added.join(", ")} new`
      : `column ${path} gone and ${added.map((name) => `${table}.${name}`).join(", ")} new`;
  const write =
    table === undefined
      ? `{ renamedFrom: "${gone}" } as the model's options`
      : `.renamedFrom("${gone}") behind the new one`;
  throw new RxError("MIGRATION_AMBIGUOUS", { found, rename: `--rename ${path}=${first}`, write });
}

/** Tables or columns of one table, as they stand while renames are taken. */
interface Change {
  readonly table: string | undefined;
  gone(): readonly string[];
  added(): readonly string[];
}

function columnsOf(schema: Snapshot, table: string): readonly string[] | undefined {
  const found: TableSnapshot | undefined = Object.values(schema.tables).find(({ name }) => name === table);
  return found && Object.keys(found.columns);
}

function only(these: readonly string[], those: readonly string[]): readonly string[] {
  return these.filter((name) => !those.includes(name));
}
