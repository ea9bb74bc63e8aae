import type { ReferenceAction } from "../columns/column-spec.ts";
import type { ForeignKeyShape, IndexShape, TableShape } from "../introspect/database-shape.ts";
import { portableCondition } from "./portable-condition.ts";
import { settledKind, singleReferences, type PullContext } from "./pull-context.ts";
import type { PulledConstraint } from "./pulled-model.ts";

/** What stands beside the columns, and in words what of it no model says. */
export interface PulledConstraints {
  readonly constraints: readonly PulledConstraint[];
  readonly notes: readonly string[];
}

/** Keys, indexes and conditions of a table. */
export function pullConstraints(table: TableShape, context: PullContext): PulledConstraints {
  const constraints: PulledConstraint[] = [];
  const notes: string[] = [];
  const known = new Set(
    table.columns
      .filter(({ generated, foreign }) => generated === undefined && foreign === undefined)
      .map(({ name }) => name),
  );
  const keys = (columns: readonly string[]): readonly string[] =>
    columns.map((column) => context.names.column(table.name, column));
  if (table.primaryKey.length > 1 && table.primaryKey.every((column) => known.has(column)))
    constraints.push({ type: "primaryKey", columns: keys(table.primaryKey) });
  for (const { name, columns } of table.uniques) {
    if (name === undefined && columns.length === 1) continue;
    if (columns.every((column) => known.has(column)))
      constraints.push({ type: "unique", name, columns: keys(columns) });
    else notes.push(`unique ${name ?? ""} (${columns.join(", ")})`);
  }
  for (const index of table.indexes)
    if (
      isPlain(index, table, context) &&
      index.columns.every(({ column }) => column !== undefined && known.has(column))
    )
      constraints.push({
        type: "index",
        name: index.name,
        columns: keys(index.columns.flatMap(({ column }) => column ?? [])),
      });
    else notes.push(`${index.unique ? "unique " : ""}index ${indexInWords(index)}`);
  const single = new Set(singleReferences(table, context).values());
  for (const key of table.foreignKeys.filter((other) => !single.has(other))) {
    const pulled = key.columns.every((column) => known.has(column)) && pullForeignKey(table, key, context);
    if (pulled) constraints.push(pulled);
    else notes.push(`foreign key (${key.columns.join(", ")}) → ${key.table} (${key.targets.join(", ")})`);
  }
  for (const [at, { name, condition }] of table.checks.entries()) {
    const parts = portableCondition(condition, known);
    const own = (name ?? `check_${at + 1}`).replaceAll(/\W+/g, "_").slice(0, 40);
    if (parts)
      constraints.push({
        type: "check",
        name: own,
        parts: parts.map((part) =>
          typeof part === "string" ? part : { column: context.names.column(table.name, part.column) },
        ),
      });
    else notes.push(`check ${name ?? ""} (${condition})`);
  }
  return { constraints, notes };
}

/** Is it what `index().on(…)` makes? On SQLite and MySQL the direction of all columns is no matter. */
function isPlain(index: IndexShape, table: TableShape, context: PullContext): boolean {
  const tooLong = index.columns.some(({ column }) => {
    const found = table.columns.find(({ name }) => name === column);
    return found !== undefined && ["json", "bytes", "longText"].includes(settledKind(table, found, context).kind);
  });
  const isWhole = index.columns.every(({ descending, length }) => !descending && length === undefined);
  return !index.unique && index.where === undefined && index.method === undefined && isWhole && !tooLong;
}

function indexInWords({ name, columns, where, method }: IndexShape): string {
  const parts = columns.map(
    ({ column, expression, descending, length }) =>
      `${column ?? expression}${length === undefined ? "" : `(${length})`}${descending ? " desc" : ""}`,
  );
  return [
    name ?? "",
    ...(method === undefined ? [] : [`using ${method}`]),
    `(${parts.join(", ")})`,
    ...(where === undefined ? [] : [`where ${where}`]),
  ].join(" ");
}

function pullForeignKey(
  table: TableShape,
  key: ForeignKeyShape,
  { tables, names, leadsBack }: PullContext,
): PulledConstraint | undefined {
  const target = tables.find(({ name }) => name === key.table);
  const { onDelete, onUpdate } = key;
  const isKnown =
    key.targets.length === key.columns.length &&
    key.targets.every((name) => target?.columns.some((column) => column.name === name));
  if (!target || !isKnown || onDelete === "set default" || onUpdate === "set default") return undefined;
  const said = (action: ReferenceAction): ReferenceAction | undefined => (action === "no action" ? undefined : action);
  return {
    type: "foreignKey",
    columns: key.columns.map((column) => names.column(table.name, column)),
    table: key.table,
    targets: key.targets.map((column) => names.column(key.table, column)),
    onDelete: said(onDelete),
    onUpdate: said(onUpdate),
    circular: key.table === table.name || leadsBack(key.table, table.name),
  };
}
