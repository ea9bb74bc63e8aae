import { isDeepStrictEqual } from "node:util";
import type { DialectName } from "../dialects/dialect-name.ts";
import { quoteName } from "./quote-name.ts";
import type { Snapshot, TableSnapshot } from "./snapshot.ts";

const parts = ["indexes", "uniqueConstraints", "compositePrimaryKeys", "foreignKeys", "checkConstraints"] as const;

/**
 * Keys, indexes and conditions that changed their name and nothing else, as they do with their table or column: they are renamed
 * where the database can, and not made anew.
 *
 * @returns the statements, and `from` with the names that are settled
 */
export function alignNames(dialect: DialectName, from: Snapshot, to: Snapshot): [string[], Snapshot] {
  const next = structuredClone(from);
  const statements: string[] = [];
  for (const [key, table] of Object.entries(next.tables)) {
    const after = to.tables[key];
    if (!after) continue;
    for (const part of parts)
      for (const [old, name] of renamed(part, table, after)) {
        const statement = statementFor(dialect, part, table.name, old, name);
        if (statement === undefined) continue;
        const entries: Record<string, { name: string }> = table[part] ?? {};
        const { [old]: entry, ...others } = entries;
        Object.assign(table, { [part]: { ...others, [name]: { ...entry, name } } });
        if (statement !== "") statements.push(statement);
      }
  }
  return [statements, next];
}

/** Old and new name of those that are otherwise the same. */
function renamed(
  part: (typeof parts)[number],
  before: TableSnapshot,
  after: TableSnapshot,
): readonly (readonly [string, string])[] {
  const [old, now]: Record<string, { name: string }>[] = [before[part] ?? {}, after[part] ?? {}];
  const bare = (entry: { name: string } | undefined): unknown => ({ ...entry, name: "" });
  const taken = new Set<string>();
  return Object.keys(old ?? {})
    .filter((name) => !(name in (now ?? {})))
    .flatMap((name): (readonly [string, string])[] => {
      const found = Object.keys(now ?? {}).find(
        (other) =>
          !(other in (old ?? {})) && !taken.has(other) && isDeepStrictEqual(bare(old?.[name]), bare(now?.[other])),
      );
      if (found === undefined) return [];
      taken.add(found);
      return [[name, found]];
    });
}

/** Empty: the name is nowhere in the database; undefined: it cannot be renamed. */
function statementFor(
  dialect: DialectName,
  part: (typeof parts)[number],
  table: string,
  ...names: readonly [from: string, to: string]
): string | undefined {
  const [on, from, to] = [table, ...names].map((name) => quoteName(dialect, name));
  switch (dialect) {
    case "postgres":
      return part === "indexes"
        ? `ALTER INDEX ${from} RENAME TO ${to};`
        : `ALTER TABLE ${on} RENAME CONSTRAINT ${from} TO ${to};`;
    case "mysql":
      if (part === "compositePrimaryKeys") return "";
      return part === "indexes" || part === "uniqueConstraints"
        ? `ALTER TABLE ${on} RENAME INDEX ${from} TO ${to};`
        : undefined;
    case "sqlite":
      return part === "compositePrimaryKeys" || part === "foreignKeys" ? "" : undefined;
  }
}
