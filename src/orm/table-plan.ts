import { Column, getTableName, is, SQL, type Table } from "drizzle-orm";
import { RxError } from "../errors/rx-error.ts";
import type { ColumnKind } from "../protocol/rows.ts";
import type { ColumnSpec, ReferenceAction } from "./columns/column-spec.ts";
import { columnName } from "./column-name.ts";
import { constraintName } from "./constraint-name.ts";
import type { Constraint } from "./constraints/constraint.ts";
import { placeOf } from "./late-table.ts";
import type { ModelInfo } from "./model-info.ts";
import { isNativeColumn, resolveReference, type ReferenceTarget } from "./resolve-reference.ts";

/** How a column is kept: a reference is kept as the key that it points to. */
export interface Storage {
  readonly kind: Exclude<ColumnKind, "ref">;
  readonly max?: number | undefined;
  readonly precision?: number | undefined;
  readonly scale?: number | undefined;
  readonly choices?: readonly string[] | undefined;
  /** A timestamp that SQLite keeps as text. */
  readonly sqliteText?: boolean | undefined;
}

/** One column of a table that is to be made, the same for all dialects. */
export interface ColumnPlan {
  readonly key: string;
  /** Name in the database. */
  readonly name: string;
  readonly spec: ColumnSpec;
  readonly storage: Storage;
}

/** A foreign key of a table that is to be made. */
export interface ForeignKeyPlan {
  readonly name: string;
  readonly columns: readonly [Column, ...Column[]];
  readonly targets: readonly [Column, ...Column[]];
  readonly onDelete: ReferenceAction | undefined;
  readonly onUpdate: ReferenceAction | undefined;
}

/** What stands beside the columns, with every name given. */
export interface ConstraintPlan {
  readonly indexes: readonly { readonly name: string; readonly columns: readonly (Column | SQL)[] }[];
  readonly uniques: readonly { readonly name: string; readonly columns: readonly Column[] }[];
  readonly primaryKey: { readonly name: string; readonly columns: readonly Column[] } | undefined;
  readonly checks: readonly { readonly name: string; readonly condition: SQL }[];
  readonly foreignKeys: readonly ForeignKeyPlan[];
}

/** The columns of a model's table. */
export function planColumns(model: ModelInfo): readonly ColumnPlan[] {
  return [...model.columns].map(([key, spec]) => ({
    key,
    name: columnName(key, spec),
    spec,
    storage: storageOf(model, key, spec),
  }));
}

/**
 * Indexes, keys and checks of a model's table.
 *
 * @param columns those of the dialect that is being made, as its own index functions want them
 * @param tableFor the table of another model in the same dialect
 */
export function planConstraints(
  model: ModelInfo,
  columns: Readonly<Record<string, Column>>,
  tableFor: (model: ModelInfo) => Table,
): ConstraintPlan {
  const constraints = model.constraints(columns);
  const named = (item: Exclude<Constraint, { type: "check" | "foreignKey" }>, suffix: string): string =>
    ("name" in item ? item.name : undefined) ?? constraintName(model.name, names(item.columns), suffix);
  const indexes = constraints
    .filter((item) => item.type === "index")
    .map((item) => ({ name: named(item, "idx"), columns: item.columns }));
  const uniques = constraints
    .filter((item) => item.type === "unique")
    .map((item) => ({ name: named(item, "unique"), columns: item.columns }));
  const primary = constraints.find((item) => item.type === "primaryKey");
  const foreignKeys: ForeignKeyPlan[] = constraints.flatMap((item) =>
    item.type === "foreignKey" ? planKeyTogether(model, item, tableFor) : [],
  );
  for (const [key, spec] of model.columns) {
    const column = columns[key];
    if (!spec.ref || !column) continue;
    foreignKeys.push(planForeignKey(model, key, spec, column, tableFor));
    const first = [...indexes, ...uniques, ...(primary ? [primary] : [])].map((item) => item.columns[0]);
    if (spec.ref.index && !spec.unique && !spec.primary && !first.includes(column))
      indexes.push({ name: constraintName(model.name, [column.name], "idx"), columns: [column] });
  }
  return {
    indexes,
    uniques,
    foreignKeys,
    primaryKey: primary && checkKey(model, primary.columns) && { name: named(primary, "pk"), columns: primary.columns },
    // Some databases want a check's name to be the only one of the whole database.
    checks: constraints
      .filter((item) => item.type === "check")
      .map(({ name, condition }) => ({ name: constraintName(model.name, [name], "check"), condition })),
  };
}

// Other databases make the columns of a key NOT NULL by themselves, SQLite does not.
function checkKey(model: ModelInfo, columns: readonly Column[]): true {
  const nullable = columns.find((column) => !column.notNull);
  if (!nullable) return true;
  throw new RxError("MODEL_KEY_INVALID", { table: model.name, found: `one with the nullable column ${nullable.name}` });
}

function names(columns: readonly (Column | SQL)[]): readonly string[] {
  return columns.map((column) => (is(column, SQL) ? "expression" : column.name));
}

function planForeignKey(
  model: ModelInfo,
  key: string,
  spec: ColumnSpec,
  column: Column,
  tableFor: (model: ModelInfo) => Table,
): ForeignKeyPlan {
  const found = target(model, key, spec);
  const foreign = isNativeColumn(found) ? found : columnOf(tableFor(found.model), found.key);
  return {
    name: constraintName(model.name, [column.name, getTableName(foreign.table), foreign.name], "fk"),
    columns: [column],
    targets: [foreign],
    onDelete: spec.ref?.onDelete,
    onUpdate: spec.ref?.onUpdate,
  };
}

function planKeyTogether(
  model: ModelInfo,
  { columns, references, onDelete, onUpdate }: Extract<Constraint, { type: "foreignKey" }>,
  tableFor: (model: ModelInfo) => Table,
): ForeignKeyPlan {
  const targets = columns.flatMap((_, at) => {
    const found = placeOf(() => references()[at] ?? {});
    if ("key" in found) return columnOf(tableFor(found.model), found.key);
    return is(found, Column) ? found : [];
  });
  const [first, ...rest] = columns;
  const [target, ...others] = targets;
  if (!first || !target || rest.length !== others.length)
    throw new RxError("REF_UNKNOWN", {
      column: `foreignKey() of ${model.name}`,
      found: `${columns.length} columns that point to ${targets.length}`,
    });
  return {
    name: constraintName(model.name, [...names(columns), getTableName(target.table), ...names(targets)], "fk"),
    columns: [first, ...rest],
    targets: [target, ...others],
    onDelete,
    onUpdate,
  };
}

function columnOf(table: Table, key: string): Column {
  const column: unknown = Reflect.get(table, key);
  return column as Column; // as: a model's table has a column for each of its specs
}

function target(model: ModelInfo, key: string, spec: ColumnSpec): ReferenceTarget {
  if (!spec.ref) throw new RxError("REF_UNKNOWN", { column: `${model.name}.${key}`, found: "no reference" });
  return resolveReference(model, key, spec.ref);
}

/** How a column of a model is kept. Throws REF_UNKNOWN where a reference leads nowhere. */
export function storageOf(model: ModelInfo, key: string, spec: ColumnSpec, depth = 0): Storage {
  const { kind, max, precision, scale, choices, sqliteText } = spec;
  if (kind !== "ref") return { kind, max, precision, scale, choices, ...(sqliteText && { sqliteText }) };
  const found = target(model, key, spec);
  if (isNativeColumn(found)) return { kind: found.dataType === "string" ? "text" : "id", max: 255 };
  const next = found.model.columns.get(found.key);
  if (!next || depth > 8)
    throw new RxError("REF_UNKNOWN", {
      column: `${model.name}.${key}`,
      found: next ? "references that lead back to themselves" : `${found.model.name}.${found.key}`,
    });
  return storageOf(found.model, found.key, next, depth + 1);
}
