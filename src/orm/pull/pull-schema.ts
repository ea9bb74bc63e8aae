import type { ColumnShape, DatabaseShape, TableShape } from "../introspect/database-shape.ts";
import { isNameInDatabases } from "../is-name-in-databases.ts";
import { codeNames } from "./code-names.ts";
import type { TableLook } from "./column-look.ts";
import { fitRow } from "./fit-row.ts";
import { orderTables, reachability } from "./order-tables.ts";
import { pullColumns } from "./pull-columns.ts";
import type { PullContext } from "./pull-context.ts";
import { pullConstraints } from "./pull-constraints.ts";
import type { PulledColumn, PulledModel, PulledSchema } from "./pulled-model.ts";

/** Makes models of a database's shape, and says in words what they do not hold. */
export function pullSchema(shape: DatabaseShape, looks: ReadonlyMap<string, TableLook>): PulledSchema {
  const [tables, others] = partition(shape.tables);
  const context: PullContext = {
    dialect: shape.dialect,
    tables,
    names: codeNames({ tables }),
    looks,
    leadsBack: reachability(tables),
  };
  return {
    models: orderTables(tables).map((table) => pullTable(table, context)),
    notes: [
      ...others.map(({ name }) => `table ${JSON.stringify(name)}: ${reasonAgainst(name)}`),
      ...shape.views.map(
        ({ name, columns }) =>
          `view ${name} (${columns.map((column) => column.name).join(", ")}): a view is no model; read it with db.execute`,
      ),
    ],
  };
}

function pullTable(table: TableShape, context: PullContext): PulledModel {
  const { constraints, notes } = pullConstraints(table, context);
  const columns = fitRow(pullColumns(table, context), constraints);
  const keys = new Set(columns.map(({ key }) => key));
  const left = table.columns.filter(({ name }) => !keys.has(context.names.column(table.name, name)));
  return {
    table: table.name,
    name: context.names.model(table.name),
    columns,
    constraints,
    display: displayOf(columns),
    notes: [
      ...(table.primaryKey.length === 0 ? ["no primary key: rows can be read, and not edited one by one"] : []),
      ...left.map(leftOut),
      ...notes,
      ...table.triggers.map((trigger) => `trigger ${trigger}`),
      ...table.options.filter((option) => option !== "autoincrement"),
    ],
  };
}

function leftOut({ name, type, generated, notNull, default: given }: ColumnShape): string {
  if (generated !== undefined) return `generated column ${name} ${type} as (${generated})`;
  const isRequired = notNull && given === undefined;
  return `column ${name} ${type}: no column of rowx holds it${isRequired ? "; it is required, so no row can be made from here" : ""}`;
}

/** People are called by both their names, whatever their title. */
function displayOf(columns: readonly PulledColumn[]): readonly string[] {
  const [last, first] = ["lastName", "firstName"].map((name) => columns.find(({ key }) => key === name)?.key);
  return last !== undefined && first !== undefined ? [last, first] : [];
}

const reservedTables = /^(rx_|sqlite_|pg_|mysql_|information_schema)/i;

function partition(tables: readonly TableShape[]): readonly [TableShape[], TableShape[]] {
  const fits = ({ name, columns }: TableShape): boolean =>
    !reservedTables.test(name) &&
    columns.length > 0 &&
    [name, ...columns.map((column) => column.name)].every(isNameInDatabases);
  return [tables.filter(fits), tables.filter((table) => !fits(table))];
}

function reasonAgainst(name: string): string {
  return reservedTables.test(name)
    ? "its name is reserved"
    : "its name, or that of one of its columns, is none that every database can have";
}
