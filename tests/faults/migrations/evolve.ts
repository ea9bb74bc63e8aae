import { isDistinct, isIndexable, takesDefault, plainKinds, type ColumnPlan, type Plan, type TablePlan } from "./plan.ts";
import { addColumn, makeColumn, makeTable, type Numbers, type Step } from "./random-plan.ts";

/**
 * A schema after random steps, each of which rows can go along with, and back: nothing becomes required that has no value, no rows
 * that differ become the same where they may not. A step that cannot be made is left out.
 */
export function evolve(plan: Plan, steps: readonly Step[], numbers: Numbers): TablePlan[] {
  const tables: TablePlan[] = structuredClone([...plan]);
  const world: World = { tables, numbers, freed: [], renamed: new Set(), ...limitsOf(plan) };
  for (const step of steps) take(world, step);
  return tables;
}

/** What the way back asks for. */
interface World {
  readonly tables: TablePlan[];
  readonly numbers: Numbers;
  /** Columns whose values had to differ at the beginning. */
  readonly shared: ReadonlySet<number>;
  /** Columns that had to have a value of their own at the beginning. */
  readonly firm: ReadonlySet<number>;
  /** Names that tables have given up. */
  readonly freed: string[];
  /** Tables that have another name: whoever takes the old one would be taken for them if they went. */
  readonly renamed: Set<number>;
}

function limitsOf(plan: Plan): Pick<World, "shared" | "firm"> {
  const columns = plan.flatMap((table) => table.columns.map((column) => ({ table, column })));
  const shared = columns.filter(({ table, column }) => isShared(table, column)).map(({ column }) => column.number);
  const firm = columns
    .filter(({ column }) => column.notNull && (column.ref !== undefined || shared.includes(column.number)))
    .map(({ column }) => column.number);
  return { shared: new Set(shared), firm: new Set(firm) };
}

function isShared(table: TablePlan, column: ColumnPlan): boolean {
  return column.unique || table.uniques.some((list) => list.includes(column.number));
}

function take(world: World, step: Step): void {
  const { tables, numbers } = world;
  const table = tables[step.table % Math.max(1, tables.length)];
  if (step.type === "addTable" || !table) {
    const { draft } = step;
    const key = step.column % 2 === 0 ? "id" : "uuid";
    const made = makeTable({ key, word: draft.word, columns: [draft], index: undefined }, numbers, tables);
    made.name = world.freed.pop() ?? made.name;
    tables.push(made);
    return;
  }
  if (step.type === "dropTable") return dropTable(world, table);
  if (step.type === "renameTable") {
    world.freed.push(table.name);
    world.renamed.add(table.number);
    table.name = `t${numbers.next++}_renamed`;
    return;
  }
  const free = table.key === "pair" ? table.columns.slice(2) : table.columns;
  const column = free[step.column % Math.max(1, free.length)];
  const other = free[step.other % Math.max(1, free.length)];
  if (step.type === "addColumn") return addLate(tables, table, step, numbers);
  if (column && other) change(world, table, [column, other], step);
}

function dropTable({ tables, firm, renamed }: World, table: TablePlan): void {
  const pointing = tables.filter((one) => one !== table).flatMap(({ columns }) => columns.filter(({ ref }) => ref === table.number));
  if (tables.length < 2 || renamed.has(table.number) || pointing.some(({ notNull, number }) => notNull || firm.has(number))) return;
  for (const one of tables) for (const column of one.columns) if (pointing.includes(column)) dropColumn(one, column);
  tables.splice(tables.indexOf(table), 1);
}

function dropColumn(table: TablePlan, column: ColumnPlan): void {
  table.columns = table.columns.filter((one) => one !== column);
  table.indexes = table.indexes.filter((numbers) => !numbers.includes(column.number));
  table.uniques = table.uniques.filter((numbers) => !numbers.includes(column.number));
  if (table.check === column.number) delete table.check;
}

/** A column that comes to rows: it has a default, or none of them has a value. */
function addLate(tables: readonly TablePlan[], table: TablePlan, { draft }: Step, numbers: Numbers): void {
  const column = makeColumn({ ...draft, notNull: draft.notNull && draft.hasDefault }, numbers, tables.slice(0, tables.indexOf(table)));
  if (!column.hasDefault) column.notNull = false;
  addColumn(table, column);
}

function change(
  { numbers, shared, firm }: World,
  table: TablePlan,
  [column, other]: readonly [ColumnPlan, ColumnPlan],
  step: Step,
): void {
  const mustDiffer = shared.has(column.number) || isShared(table, column);
  const isPlain = column.ref === undefined;
  switch (step.type) {
    case "dropColumn":
      if (!(column.notNull && (mustDiffer || !isPlain)) && !firm.has(column.number) && table.columns.length > 1) dropColumn(table, column);
      return;
    case "renameColumn":
      column.name = `renamed${numbers.next++}`;
      return;
    case "require":
      if (!isPlain || mustDiffer || !takesDefault(column)) return;
      column.hasDefault = true;
      column.notNull = true;
      return;
    case "release":
      column.notNull = false;
      return;
    case "changeDefault":
      if (isPlain && !mustDiffer && takesDefault(column) && !column.notNull) column.hasDefault = !column.hasDefault;
      return;
    case "widen":
      if (column.kind === "text" && isPlain && !isUsed(table, column)) column.max = Math.max(column.max, 255) + 1;
      return;
    case "retype":
      if (isPlain && !mustDiffer && !isUsed(table, column) && table.check !== column.number) retype(column, step);
      return;
    case "toggleUnique":
      if (isPlain && isDistinct(column)) column.unique = !column.unique;
      return;
    case "toggleIndex":
      if (isIndexable(column)) toggle(table.indexes, [column.number]);
      return;
    case "toggleUniquePair":
      if (column !== other && isDistinct(column) && isIndexable(other)) toggle(table.uniques, [column.number, other.number]);
      return;
    case "toggleCheck":
      if (column.kind !== "integer" || !isPlain) return;
      if (table.check === undefined) table.check = column.number;
      else delete table.check;
      return;
    case "changeAction":
      if (isPlain) return;
      if (column.onDelete === "cascade") delete column.onDelete;
      else column.onDelete = "cascade";
  }
}

function isUsed(table: TablePlan, { number, unique }: ColumnPlan): boolean {
  return unique || [...table.indexes, ...table.uniques].some((numbers) => numbers.includes(number));
}

function retype(column: ColumnPlan, { draft }: Step): void {
  column.kind = plainKinds[draft.kind] ?? "text";
  column.hasDefault = takesDefault(column) && (draft.hasDefault || column.notNull);
  if (!column.hasDefault) column.notNull = false;
}

function toggle(lists: number[][], list: number[]): void {
  const at = lists.findIndex((one) => one.join() === list.join());
  if (at < 0) lists.push(list);
  else lists.splice(at, 1);
}
