// What Drizzle keeps of a select, read without touching it: a builder's own methods would replace the app's condition.
import { Column, getTableColumns, is, SQL, Table, type Subquery } from "drizzle-orm";

/** A join of a select. */
export interface SelectJoin {
  readonly on: SQL | undefined;
  readonly table: object;
  readonly alias: string | undefined;
  readonly joinType: "inner" | "left" | "right" | "full" | "cross";
}

/** A union, or another operation on two selects; an order is that of the whole. */
export interface SetOperator {
  readonly isAll?: boolean;
  readonly orderBy?: readonly (Column | SQL | SQL.Aliased)[];
  readonly limit?: unknown;
}

/** The parts of a select, the same in all dialects. */
export interface SelectConfig {
  readonly withList?: readonly Subquery[];
  readonly fields: Readonly<Record<string, unknown>>;
  readonly table: object;
  readonly joins?: readonly SelectJoin[];
  readonly where?: SQL;
  readonly having?: SQL;
  readonly groupBy?: readonly (Column | SQL | SQL.Aliased)[];
  readonly orderBy?: readonly (Column | SQL | SQL.Aliased)[];
  readonly limit?: unknown;
  readonly offset?: unknown;
  readonly distinct?: unknown;
  readonly setOperators: readonly SetOperator[];
}

/** What of a dialect writes selects; hidden from Drizzle's types. */
export interface SelectDialect {
  buildSelectQuery(config: object): SQL;
  sqlToQuery(query: SQL): object;
  buildWithCTE(list: readonly Subquery[] | undefined): SQL | undefined;
}

/** A select taken apart. */
export interface ReadSelect {
  readonly config: SelectConfig;
  readonly dialect: SelectDialect;
  /** By name of a table or alias: does it always have a row? */
  readonly alwaysThere: Readonly<Record<string, boolean>>;
  readonly sql: SQL;
}

/** Is this a select that was given a table? */
export function isSelect(value: unknown): value is object {
  if (typeof value !== "object" || value === null) return false;
  const config: unknown = Reflect.get(value, "config");
  return (
    typeof Reflect.get(value, "getSQL") === "function" &&
    typeof config === "object" &&
    config !== null &&
    "fields" in config
  );
}

/** Takes a select apart. */
export function readSelect(select: object): ReadSelect {
  const getSQL = Reflect.get(select, "getSQL") as () => SQL; // as: isSelect looked
  return {
    config: Reflect.get(select, "config") as SelectConfig, // as: the shape of every dialect's builder
    dialect: Reflect.get(select, "dialect") as SelectDialect, // as: the same
    alwaysThere: (Reflect.get(select, "joinsNotNullableMap") ?? {}) as Record<string, boolean>, // as: the same
    sql: getSQL.call(select),
  };
}

/** One field of a select: its name is its way through nested objects. */
export interface SelectField {
  readonly name: string;
  readonly path: readonly string[];
  readonly expression: Column | SQL;
}

/** The fields of a select by their names, in order. */
export function flattenFields(
  fields: Readonly<Record<string, unknown>>,
  above: readonly string[] = [],
): readonly SelectField[] {
  return Object.entries(fields).flatMap(([key, field]): readonly SelectField[] => {
    const path = [...above, key];
    const expression = toExpression(field);
    if (expression) return [{ name: path.join("."), path, expression }];
    if (is(field, Table)) return flattenFields(getTableColumns(field), path);
    return typeof field === "object" && field !== null ? flattenFields({ ...field }, path) : [];
  });
}

function toExpression(field: unknown): Column | SQL | undefined {
  if (is(field, Column) || is(field, SQL)) return field;
  if (is(field, SQL.Aliased)) return isSelectionField(field) ? refer(field) : field.sql;
  if (is(field, Table) || typeof field !== "object" || field === null) return undefined;
  return typeof Reflect.get(field, "getSQL") === "function" ? wrapQuery(field) : undefined;
}

/** A field of a subquery is written by its name. */
function refer(field: SQL.Aliased): SQL {
  const named = new SQL([field]);
  const decoder: unknown = Reflect.get(field.sql, "decoder");
  return decoder === undefined ? named : named.mapWith(decoder as (value: unknown) => unknown); // as: what mapWith was given
}

function wrapQuery(query: object): SQL {
  return new SQL([query as SQL]); // as: any object with getSQL is written in parentheses
}

/** Is this a field of a subquery, written by its name alone? Hidden from Drizzle's types. */
export function isSelectionField(field: SQL.Aliased): boolean {
  return Reflect.get(field, "isSelectionField") === true;
}
