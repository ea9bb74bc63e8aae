import fc from "fast-check";
import { isDistinct, isIndexable, plainKinds, takesDefault, type ColumnPlan, type TablePlan } from "./plan.ts";

/** What one random step of an evolution is made of. */
export interface Step {
  readonly type: (typeof stepTypes)[number];
  readonly table: number;
  readonly column: number;
  readonly other: number;
  readonly draft: ColumnDraft;
}

/** A column before it has a name. */
export interface ColumnDraft {
  readonly kind: number;
  readonly word: number;
  readonly notNull: boolean;
  readonly hasDefault: boolean;
  readonly unique: boolean;
  readonly max: number;
  /** Which table it points to; none for most. */
  readonly ref: number | undefined;
  readonly action: number;
}

/** The steps, those that happen more often named twice. */
const stepTypes = [
  "addTable",
  "dropTable",
  "renameTable",
  "addColumn",
  "addColumn",
  "dropColumn",
  "renameColumn",
  "renameColumn",
  "require",
  "release",
  "changeDefault",
  "widen",
  "retype",
  "toggleUnique",
  "toggleIndex",
  "toggleUniquePair",
  "toggleCheck",
  "changeAction",
] as const;

const actions = [undefined, "cascade", "restrict", "set null"] as const;

// Words that are reserved somewhere, in two cases, and plain ones.
const words = ["order", "group", "userName", "key", "Desc", "index", "title", "createdAt", "value", "note"];

const draft = fc.record({
  // Texts and numbers more often than others.
  kind: fc.oneof(fc.nat(plainKinds.length - 1), fc.constantFrom(0, 2)),
  word: fc.nat(words.length - 1),
  notNull: fc.boolean(),
  hasDefault: fc.boolean(),
  unique: fc.boolean(),
  max: fc.constantFrom(40, 100, 255, 2_000),
  ref: fc.option(fc.nat(5), { nil: undefined, freq: 3 }),
  action: fc.nat(actions.length - 1),
}) satisfies fc.Arbitrary<ColumnDraft>;

/** Tables before they have names. */
const tableDraft = fc.record({
  key: fc.constantFrom("id" as const, "id" as const, "uuid" as const, "pair" as const),
  word: fc.nat(words.length - 1),
  columns: fc.array(draft, { minLength: 1, maxLength: 6 }),
  index: fc.option(fc.tuple(fc.nat(9), fc.nat(9)), { nil: undefined }),
}) satisfies fc.Arbitrary<TableDraft>;

/** A table before it has a name. */
export interface TableDraft {
  readonly key: TablePlan["key"];
  readonly word: number;
  readonly columns: readonly ColumnDraft[];
  readonly index: readonly [number, number] | undefined;
}

/** A random schema and the steps that lead from it to another, before both are made. */
export const randomDrafts = fc.record({
  tables: fc.array(tableDraft, { minLength: 1, maxLength: 4 }),
  steps: fc.array(
    fc.record({
      type: fc.constantFrom(...stepTypes),
      table: fc.nat(9),
      column: fc.nat(9),
      other: fc.nat(9),
      draft,
    }),
    { minLength: 3, maxLength: 14 },
  ),
});

/** Gives out the numbers of tables and columns. */
export interface Numbers {
  next: number;
}

/** A column of its draft, in a table whose columns may point to those tables. */
export function makeColumn(given: ColumnDraft, numbers: Numbers, tables: readonly TablePlan[]): ColumnPlan {
  const number = numbers.next++;
  const column: ColumnPlan = {
    number,
    name: `${words[given.word]}${number % 3 === 0 ? "" : number}`,
    kind: plainKinds[given.kind] ?? "text",
    notNull: given.notNull,
    hasDefault: given.hasDefault,
    unique: false,
    max: given.max,
  };
  const targets = tables.filter(({ key }) => key !== "pair");
  const target = given.ref === undefined ? undefined : targets[given.ref % Math.max(1, targets.length)];
  if (target) {
    column.ref = target.number;
    const onDelete = actions[given.action];
    if (onDelete !== undefined && !(onDelete === "set null" && column.notNull)) column.onDelete = onDelete;
  }
  if (!takesDefault(column)) column.hasDefault = false;
  column.unique = given.unique && column.ref === undefined && isDistinct(column);
  return column;
}

/** A table of its draft; tables before it can be pointed to. */
export function makeTable({ key, word, columns, index }: TableDraft, numbers: Numbers, tables: readonly TablePlan[]): TablePlan {
  const number = numbers.next++;
  const table: TablePlan = { number, name: `${words[word]?.toLowerCase()}_${number}`, key, columns: [], indexes: [], uniques: [] };
  if (key === "pair")
    for (const kind of [plainKinds.indexOf("integer"), plainKinds.indexOf("date")])
      table.columns.push(
        makeColumn({ kind, word, notNull: true, hasDefault: false, unique: false, max: 40, ref: undefined, action: 0 }, numbers, []),
      );
  for (const given of columns) addColumn(table, makeColumn(given, numbers, [...tables, table]));
  const [one, other] = index?.map((at) => table.columns[at % table.columns.length]) ?? [];
  if (one && other && one !== other && isIndexable(one) && isIndexable(other))
    table.indexes.push([one.number, other.number]);
  return table;
}

/** Adds a column whose name is no other's, in whatever case. */
export function addColumn(table: TablePlan, column: ColumnPlan): void {
  const taken = table.columns.map(({ name }) => name.toLowerCase());
  if (taken.includes(column.name.toLowerCase())) column.name = `${column.name}x${column.number}`;
  table.columns.push(column);
}
