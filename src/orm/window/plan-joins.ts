import { getTableName, is, Subquery, Table, type Column } from "drizzle-orm";
import { keyColumns } from "../values/key-columns.ts";
import { referenceOf } from "../values/reference-of.ts";
import { equalColumns, mentions } from "./expression.ts";
import type { ReadSelect, SelectJoin } from "./read-select.ts";
import { originalName } from "./table-names.ts";

/** What the joins of a select do to its rows. */
export interface PlannedJoins {
  /** Tables whose key is part of a row's key. */
  readonly keyed: readonly Table[];
  /** Joins that add cells and nothing else: neither rows nor conditions. */
  readonly decorating: ReadonlySet<SelectJoin>;
  /** A source of rows has no key at all. */
  readonly keyless: boolean;
}

/** Looks at each join: does it find at most one row, and does it ever drop one? */
export function planJoins({ config }: ReadSelect): PlannedJoins {
  const keyed: Table[] = [];
  const decorating = new Set<SelectJoin>();
  let keyless = false;
  const add = (table: object): void => {
    if (is(table, Table) && keyColumns(table).length > 0) keyed.push(table);
    else keyless = true;
  };
  add(config.table);
  const joins = config.joins ?? [];
  for (const join of joins) {
    const single = findsOne(join);
    if (!single) add(join.table);
    else if ((join.joinType === "left" || alwaysFinds(join)) && !isUsed(join, config, joins)) decorating.add(join);
  }
  // A right or full join may lack the row that others hang on.
  if (joins.some(({ joinType }) => joinType === "right" || joinType === "full")) decorating.clear();
  return { keyed, decorating, keyless };
}

/** The name under which a table stands in a query. */
export function nameOf(table: object): string | undefined {
  if (is(table, Table)) return getTableName(table);
  return is(table, Subquery) ? table._.alias : undefined;
}

function findsOne({ joinType, on, table }: SelectJoin): boolean {
  if ((joinType !== "left" && joinType !== "inner") || !is(table, Table)) return false;
  const [joined] = sides(on, table) ?? [];
  const keys = keyColumns(table);
  return joined !== undefined && ((keys.length === 1 && keys[0]?.name === joined.name) || joined.isUnique);
}

/** Every row has the one it is joined with: by a reference that is never empty. */
function alwaysFinds({ joinType, on, table }: SelectJoin): boolean {
  if (joinType !== "inner" || !is(table, Table)) return false;
  const [joined, other] = sides(on, table) ?? [];
  if (!joined || !other?.notNull) return false;
  const reference = referenceOf(other);
  return (
    reference !== undefined &&
    reference.key.name === joined.name &&
    originalName(reference.table) === originalName(table)
  );
}

function sides(on: SelectJoin["on"], table: Table): readonly [Column, Column] | undefined {
  const [a, b] = equalColumns(on) ?? [];
  if (!a || !b) return undefined;
  if (getTableName(a.table) === getTableName(table)) return [a, b];
  return getTableName(b.table) === getTableName(table) ? [b, a] : undefined;
}

/** Do conditions, or other joins, speak of the joined table? */
function isUsed(join: SelectJoin, { where }: ReadSelect["config"], joins: readonly SelectJoin[]): boolean {
  const name = nameOf(join.table);
  if (name === undefined) return true;
  return mentions(where, name) || joins.some((other) => other !== join && mentions(other.on, name));
}
