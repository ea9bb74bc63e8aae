import type { TableShape } from "../introspect/database-shape.ts";
import { singleReferences, type PullContext } from "./pull-context.ts";

/** Names of a relation's two sides, where they are not the usual ones. */
export interface RelationNames {
  readonly as?: string;
  readonly many?: string;
}

/**
 * The names of the relations that a table's references make, by column. They are said where the usual ones would be missing, or be
 * those of something else: a column, or another relation of the same table.
 */
export function relationNames(table: TableShape, context: PullContext): ReadonlyMap<string, RelationNames> {
  const { names } = context;
  const references = [...singleReferences(table, context)];
  const own = new Set(table.columns.map(({ name }) => names.column(table.name, name)));
  const found = new Map<string, RelationNames>();
  for (const [column, { table: target }] of references) {
    const key = names.column(table.name, column);
    const usual = key.endsWith("Id") ? key.slice(0, -2) : undefined;
    const one = usual === undefined || usual === "" || own.has(usual) ? free(`${usual || key}Row`, own) : usual;
    own.add(one);
    const many = names.model(table.name);
    const siblings = references.filter(([, other]) => other.table === target);
    const isTaken = relationsAndColumns(target, context).has(many) || siblings.length > 1;
    found.set(column, {
      ...(one !== usual && { as: one }),
      ...(isTaken && { many: `${many}By${one.charAt(0).toUpperCase()}${one.slice(1)}` }),
    });
  }
  return found;
}

/** Names that rows of this table have already: columns, and what their references are called. */
function relationsAndColumns(table: string, { tables, names }: PullContext): ReadonlySet<string> {
  const keys = (tables.find(({ name }) => name === table)?.columns ?? []).map(({ name }) => names.column(table, name));
  return new Set([...keys, ...keys.filter((key) => key.endsWith("Id")).map((key) => key.slice(0, -2))]);
}

function free(name: string, taken: ReadonlySet<string>): string {
  let found = name;
  for (let number = 2; taken.has(found); number++) found = `${name}${number}`;
  return found;
}
