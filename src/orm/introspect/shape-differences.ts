import type { ColumnShape, DatabaseShape, TableShape } from "./database-shape.ts";

/**
 * What differs between two databases of one dialect, in words, one line each; empty where they are the same. The order of columns
 * does not matter: a column that was added later stands last.
 */
export function shapeDifferences(
  [before, after]: readonly [DatabaseShape, DatabaseShape],
  [here, there]: readonly [string, string] = ["the first", "the second"],
): readonly string[] {
  const words = { here, there };
  return [
    ...pairs(before.tables, after.tables).flatMap(([name, one, other]) =>
      one && other ? differencesOfTables([one, other], words) : [only(`table ${name}`, one !== undefined, words)],
    ),
    ...pairs(before.views, after.views).flatMap(([name, one, other]) =>
      one && other ? [] : [only(`view ${name}`, one !== undefined, words)],
    ),
    ...pairs(before.enums, after.enums).flatMap(([name, one, other]) =>
      one && other
        ? compare(`enum ${name}`, one.values, other.values, words)
        : [only(`enum ${name}`, one !== undefined, words)],
    ),
  ];
}

interface Words {
  readonly here: string;
  readonly there: string;
}

function differencesOfTables([one, other]: readonly [TableShape, TableShape], words: Words): readonly string[] {
  const { name } = one;
  const lists = ["uniques", "indexes", "foreignKeys", "checks", "triggers", "options"] as const;
  return [
    ...pairs(one.columns, other.columns).flatMap(([column, left, right]) =>
      left && right
        ? differencesOfColumns(`${name}.${column}`, [left, right], words)
        : [only(`column ${name}.${column}`, left !== undefined, words)],
    ),
    ...compare(`primary key of ${name}`, one.primaryKey, other.primaryKey, words),
    ...lists.flatMap((list) => {
      const [left, right] = [one[list].map((item) => text(item)), other[list].map((item) => text(item))];
      return [
        ...left
          .filter((item) => !right.includes(item))
          .map((item) => only(`${titles[list]} of ${name} ${item}`, true, words)),
        ...right
          .filter((item) => !left.includes(item))
          .map((item) => only(`${titles[list]} of ${name} ${item}`, false, words)),
      ];
    }),
  ];
}

const titles = {
  uniques: "unique constraint",
  indexes: "index",
  foreignKeys: "foreign key",
  checks: "check",
  triggers: "trigger",
  options: "option",
};

function differencesOfColumns(
  name: string,
  [one, other]: readonly [ColumnShape, ColumnShape],
  words: Words,
): readonly string[] {
  const facts = ["type", "notNull", "default", "autoIncrement", "generated", "collation"] as const;
  return facts.flatMap((fact) => compare(`${fact} of column ${name}`, one[fact], other[fact], words));
}

function compare(what: string, one: unknown, other: unknown, { here, there }: Words): readonly string[] {
  const [left, right] = [text(one), text(other)];
  return left === right ? [] : [`${what}: ${left} in ${here}, ${right} in ${there}`];
}

function only(what: string, isHere: boolean, { here, there }: Words): string {
  return `${what}: in ${isHere ? here : there} only`;
}

function text(value: unknown): string {
  return typeof value === "string" ? value : (JSON.stringify(value) ?? "none");
}

/** Things of the same name on both sides, side by side. */
function pairs<T extends { readonly name: string }>(
  one: readonly T[],
  other: readonly T[],
): readonly (readonly [string, T | undefined, T | undefined])[] {
  const names = [...new Set([...one, ...other].map(({ name }) => name))].toSorted();
  return names.map((name) => [name, one.find((item) => item.name === name), other.find((item) => item.name === name)]);
}
