// Rows of other models that belong to the row that is open. Invariant: a child is read and written only while its parent is
// in the parent's own query.
import { and, eq, inArray, sql, type SQL, type Table } from "drizzle-orm";
import { RxError } from "../errors/rx-error.ts";
import type { StoredValues } from "../framework/ports/change-feed.ts";
import { db } from "../orm/db.ts";
import { recordTable, type RecordTable } from "../orm/records/record-table.ts";
import { shownKeys } from "../orm/records/still-shown.ts";
import { columnFacts } from "../orm/values/column-facts.ts";
import { referenceOf } from "../orm/values/reference-of.ts";
import { RowsQuery } from "../orm/window/rows-query.ts";
import type { ChildForm } from "../protocol/crud.ts";
import { formOf } from "./form-of.ts";
import { modelWords } from "./model-words.ts";
import {
  creatableColumns,
  editableColumns,
  shownColumns,
  type ColumnOptions,
  type Columns,
} from "./writable-columns.ts";
import type { RowWriter } from "./write-rows.ts";

/** What crud() is told of a model whose rows belong to those of another. Nothing is allowed that is not named here. */
export interface ChildOptions extends ColumnOptions {
  readonly model: Table;
  /** Its column that points to the parent. Default: its one reference to the parent's model. */
  readonly by?: string | undefined;
  /** Default: what the model's rows are called. */
  readonly label?: string | undefined;
  readonly remove?: boolean | undefined;
}

/** Children of one kind, looked at once the dialect is known. */
export interface Children {
  readonly options: ChildOptions;
  readonly table: RecordTable;
  /** The column that points to the parent. */
  readonly by: string;
  /** The parent's column that it points to. */
  readonly target: string;
  readonly shown: Columns;
  readonly create: Columns;
  readonly edit: Columns;
}

/** The row whose children are wanted, and the query that it must be in. */
export interface Parent {
  readonly table: RecordTable;
  readonly query: unknown;
  /** Null: none is open. */
  readonly row: StoredValues | null;
}

/**
 * Looks at what an app says of children.
 *
 * @throws RxError CRUD_CHILD_INVALID where no column points to the parent, or several do
 */
export function childrenOf(parent: Table, name: string, options: ChildOptions): Children {
  const table = recordTable(options.model);
  const { name: parentName } = recordTable(parent);
  const pointing = Object.entries(table.columns).flatMap(([field, column]) => {
    const target = referenceOf(column);
    return target && recordTable(target.table).name === parentName ? [{ field, target }] : [];
  });
  const wanted = options.by === undefined ? pointing : pointing.filter(({ field }) => field === options.by);
  const [only, another] = wanted;
  if (only === undefined || another !== undefined) {
    const found = pointing.length === 0 ? "none" : pointing.map(({ field }) => field).join(", ");
    throw new RxError("CRUD_CHILD_INVALID", { name, table: table.name, parent: parentName, found });
  }
  const without = (columns: Columns): Columns =>
    Object.fromEntries(Object.entries(columns).filter(([field]) => field !== only.field));
  return {
    options,
    table,
    by: only.field,
    target: columnFacts(only.target.key).key,
    shown: without(shownColumns(options.model, options)),
    create: without(creatableColumns(options.model, options)),
    edit: without(editableColumns(options.model, options)),
  };
}

/** The children of the row that is open, as a rows var shows them. */
export function childRows(children: Children, parent: Parent): RowsQuery {
  const edit = Object.keys(children.edit).filter((name) => name in children.shown);
  return new RowsQuery(childQuery(children, parent), {
    edit,
    ...(children.options.reveal && { reveal: children.options.reveal }),
  });
}

/** Where children are written: those of the row that is open, and no other. */
export function childWriter(children: Children, parent: Parent): RowWriter {
  const { by, target, table, shown } = children;
  if (parent.row === null) throw new RxError("CRUD_CHILD_CLOSED");
  const own = { [by]: parent.row[target] };
  return {
    table,
    query: () => childQuery(children, parent),
    beforeCreate: (row) => ({ ...row, ...own }),
    beforeUpdate: () => undefined,
    beforeRemove: () => undefined,
    shown: (stored) => Object.fromEntries(Object.keys(shown).map((name) => [name, stored[name] ?? null])),
  };
}

function childQuery({ table, by, target, shown }: Children, parent: Parent): object {
  const selected = shown as Record<string, never>; // as: columns of any dialect; the builders are typed as PostgreSQL's
  const column = table.columns[by];
  let where: SQL | undefined = sql`1 = 0`;
  if (parent.row !== null && column !== undefined) {
    const value = parent.row[target];
    const inQuery = shownKeys(db, parent.query, parent.table, { names: [target] });
    where = and(eq(column, value), inQuery && inArray(column, sql`(${inQuery})`));
  }
  return db.select(selected).from(table.table).where(where);
}

/** What a browser is told of children: their form, and whether they are links to other rows. */
export function childForm(id: string, name: string, children: Children): ChildForm {
  const { options, by, table, create } = children;
  const form = formOf(`${id}.${name}`, options.model, { ...options, singular: undefined, plural: undefined });
  const [link, ...more] = Object.keys(create);
  const column = link === undefined ? undefined : table.columns[link];
  const isLink = column !== undefined && more.length === 0 && referenceOf(column) !== undefined;
  return {
    name,
    label: options.label ?? modelWords(table.name).plural,
    form: { ...form, fields: form.fields.filter((field) => field.name !== by) },
    ...(isLink && link !== undefined && { link }),
  };
}
