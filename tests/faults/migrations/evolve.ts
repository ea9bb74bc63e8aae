import { isDistinct, isIndexable, takesDefault, plainKinds, type ColumnPlan, type Plan, type TablePlan } from "./plan.ts";
import { addColumn, makeColumn, makeTable, type Numbers, type Step } from "./random-plan.ts";

/**
 * A schema after random steps, each of which rows can go along with, and back: nothing becomes required that has no value, no rows
 * that differ become the same where they may not. A step that cannot be made is left out.
 */
export function evolve(plan: Plan, steps: readonly Step[], numbers: Numbers): TablePlan[] {
  const tables: TablePlan[] = structuredClone([...plan]);
  for (const step of steps) take(tables, step, numbers);
  return tables;
}

function take(tables: TablePlan[], step: Step, numbers: Numbers): void {
  const table = tables[step.table % Math.max(1, tables.length)];
  if (step.type === "addTable" || !table) {
    const { draft } = step;
    const key = step.column % 2 === 0 ? "id" : "uuid";
    tables.push(makeTable({ key, word: draft.word, columns: [draft], index: undefined }, numbers, tables));
    return;
  }
  if (step.type === "dropTable") return dropTable(tables, table);
  if (step.type === "renameTable") {
    table.name = `t${numbers.next++}_renamed`;
    return;
  }
  const free = table.key === "pair" ? table.columns.slice(2) : table.columns;
  const column = free[step.column % Math.max(1, free.length)];
  const other = free[step.other % Math.max(1, free.length)];
  if (step.type === "addColumn") return addLate(tables, table, step, numbers);
  if (column && other) change(table, [column, other], step, numbers);
}

function dropTable(tables: TablePlan[], table: TablePlan): void {
  const pointing = tables.filter((one) => one !== table).flatMap(({ columns }) => columns.filter(({ ref }) => ref === table.number));
  if (tables.length < 2 || pointing.some(({ notNull }) => notNull)) return;
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

function change(table: TablePlan, [column, other]: readonly [ColumnPlan, ColumnPlan], step: Step, numbers: Numbers): void {
  const isShared = column.unique || table.uniques.some((list) => list.includes(column.number));
  const isPlain = column.ref === undefined;
  switch (step.type) {
    case "dropColumn":
      if (!(column.notNull && (isShared || !isPlain)) && table.columns.length > 1) dropColumn(table, column);
      return;
    case "renameColumn":
      column.name = `renamed${numbers.next++}`;
      return;
    case "require":
      if (!isPlain || isShared || !takesDefault(column)) return;
      column.hasDefault = true;
      column.notNull = true;
      return;
    case "release":
      column.notNull = false;
      return;
    case "changeDefault":
      if (isPlain && !isShared && takesDefault(column) && !column.notNull) column.hasDefault = !column.hasDefault;
      return;
    case "widen":
      if (column.kind === "text" && isPlain && !isUsed(table, column)) column.max = Math.max(column.max, 255) + 1;
      return;
    case "retype":
      if (isPlain && !isShared && !isUsed(table, column) && table.check !== column.number) retype(column, step);
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
