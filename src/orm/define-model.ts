import type { BuildColumns, InferSelectModel } from "drizzle-orm";
import type { PgColumnBuilderBase, PgTable } from "drizzle-orm/pg-core";
import { RxError } from "../errors/rx-error.ts";
import { checkModelNames } from "./check-model-names.ts";
import type { ColumnSpec } from "./columns/column-spec.ts";
import { PortableColumn } from "./columns/portable-column.ts";
import type { Constraint } from "./constraints/constraint.ts";
import { createLateTable } from "./late-table.ts";
import type { ModelInfo, RowRule } from "./model-info.ts";
import { addModel } from "./model-registry.ts";
import { tableFor } from "./table-for.ts";

/** Drizzle's description of a model's table. */
export interface ModelConfig<Name extends string, Columns extends Record<string, PgColumnBuilderBase>> {
  name: Name;
  schema: undefined;
  columns: BuildColumns<Name, Columns, "pg">;
  dialect: "pg";
}

/** A model: a real Drizzle table, whatever the database, with its columns as properties. */
export type Model<Name extends string, Columns extends Record<string, PgColumnBuilderBase>> = PgTable<
  ModelConfig<Name, Columns>
> &
  BuildColumns<Name, Columns, "pg">;

/** What a model says of its rows as a whole. */
export interface ModelOptions<Name extends string, Columns extends Record<string, PgColumnBuilderBase>> {
  /**
   * Columns that name a row in pickers, links and titles; the second is the picker's second line. Default: name, title, label or
   * code, else the first NOT NULL text, else the key.
   */
  readonly display?: readonly [keyof Columns & string, (keyof Columns & string)?];
  /** A rule over a whole row, run on the server before it is written by an edit or a form; throws `reject("…", { field })`. */
  readonly validate?: (row: InferSelectModel<PgTable<ModelConfig<Name, Columns>>>) => void | Promise<void>;
  /** The table's name in the database before it was renamed, so that a migration keeps its rows. */
  readonly renamedFrom?: string;
}

type Constraints<Name extends string, Columns extends Record<string, PgColumnBuilderBase>> = (
  columns: BuildColumns<Name, Columns, "pg">,
) => readonly Constraint[];

/**
 * Defines a table once for SQLite, PostgreSQL, MySQL and MariaDB. Names in the database are the column's in snake case, unless its
 * option `column` says another.
 *
 * @param name the table's name in the database
 * @param rest indexes, keys and checks over the columns; then options
 * @example
 * export const orders = model("orders", { id: id(), total: decimal({ precision: 12, scale: 2 }).notNull() }, (t) => [index().on(t.total)]);
 */
export function model<Name extends string, Columns extends Record<string, PgColumnBuilderBase>>(
  name: Name,
  columns: Columns,
  ...rest:
    | [constraints: Constraints<Name, Columns>, options?: ModelOptions<Name, Columns>]
    | [options?: ModelOptions<Name, Columns>]
): Model<Name, Columns> {
  const [first, second] = rest;
  const constraints = typeof first === "function" ? first : undefined;
  const options = typeof first === "function" ? second : first;
  const info = defineModel(name, columns, {
    constraints: constraints as ModelInfo["constraints"] | undefined, // as: called with this model's own columns
    display: options?.display?.filter((key) => key !== undefined),
    rule: options?.validate as RowRule | undefined, // as: called with rows of this model only
    renamedFrom: options?.renamedFrom,
  });
  addModel(info);
  return info.proxy as unknown as Model<Name, Columns>; // as: the real table has these columns; its type is PostgreSQL's on all
}

/** Makes a model without telling the registry: the framework's own tables are no models of the app. */
export function defineModel(
  name: string,
  columns: Readonly<Record<string, PgColumnBuilderBase>>,
  options: {
    readonly constraints?: ModelInfo["constraints"] | undefined;
    readonly display?: readonly string[] | undefined;
    readonly rule?: RowRule | undefined;
    readonly renamedFrom?: string | undefined;
    readonly ownByFramework?: boolean;
  } = {},
): ModelInfo {
  const specs = new Map<string, ColumnSpec>();
  for (const [key, column] of Object.entries(columns)) specs.set(key, specOf(name, key, column));
  checkModelNames(name, specs, options.ownByFramework ?? false);
  const primary = [...specs].filter(([, spec]) => spec.primary).map(([key]) => key);
  if (primary.length > 1) throw new RxError("MODEL_KEY_INVALID", { table: name, found: primary.join(" and ") });
  const info: Omit<ModelInfo, "proxy"> = {
    name,
    exportName: name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()),
    columns: specs,
    constraints: options.constraints ?? (() => []),
    display: options.display,
    rule: options.rule,
    renamedFrom: options.renamedFrom,
    tables: new Map(),
  };
  const whole = info as ModelInfo; // as: the proxy is set in the next line
  whole.proxy = createLateTable(whole, tableFor);
  return whole;
}

function specOf(table: string, key: string, column: PgColumnBuilderBase): ColumnSpec {
  if (column instanceof PortableColumn) return column.spec;
  throw new RxError("COLUMN_OPTION_INVALID", {
    what: `a column function of rowx/orm for ${table}.${key}`,
    found: "a column of another library",
  });
}
