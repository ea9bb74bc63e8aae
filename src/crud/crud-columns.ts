import type { Table } from "drizzle-orm";
import { RxError } from "../errors/rx-error.ts";
import { recordTable } from "../orm/records/record-table.ts";
import type { CsvFields } from "../protocol/crud.ts";
import type { Limits } from "../protocol/limits.ts";
import { childrenOf, type ChildOptions, type Children } from "./children.ts";
import { importFields, type CsvColumns } from "./csv/csv-fields.ts";
import type { FormOptions } from "./form-of.ts";
import { creatableColumns, editableColumns, shownColumns, type Columns } from "./writable-columns.ts";

/** The options of crud() for any model. */
export interface GivenOptions extends FormOptions {
  readonly search?: readonly string[] | undefined;
  readonly export?: boolean | undefined;
  readonly import?: boolean | undefined;
  readonly children?: Readonly<Record<string, ChildOptions>> | undefined;
}

/** What the options of crud() come to, once the dialect is known. */
export interface CrudColumns extends CsvColumns {
  /** Those that are both shown and may be changed. */
  readonly guarded: Columns;
  /** For a select. */
  readonly selected: Record<string, never>;
  readonly children: ReadonlyMap<string, Children>;
}

/**
 * Looks at a model by the options of its crud().
 *
 * @throws RxError CRUD_COLUMN_UNKNOWN, CRUD_CHILD_INVALID
 */
export function crudColumns(model: Table, options: GivenOptions): CrudColumns {
  const table = recordTable(model);
  const lists = [options.search, options.create, options.edit, options.reveal];
  const unknown = lists.flatMap((list) => (Array.isArray(list) ? list : [])).find((name) => !(name in table.columns));
  if (unknown !== undefined) throw new RxError("CRUD_COLUMN_UNKNOWN", { table: table.name, found: `"${unknown}"` });
  const shown = shownColumns(model, options);
  const edit = editableColumns(model, options);
  const children = Object.entries(options.children ?? {});
  return {
    shown,
    edit,
    create: creatableColumns(model, options),
    guarded: Object.fromEntries(Object.entries(edit).filter(([name]) => name in shown)),
    selected: shown as Record<string, never>, // as: columns of any dialect; the builders are typed as PostgreSQL's
    children: new Map(children.map(([name, child]) => [name, childrenOf(model, name, child)])),
  };
}

/** What of a model may be saved to a file and read from one. */
export function csvOf(model: Table, options: GivenOptions, limits: Limits): CsvFields {
  const columns = crudColumns(model, options);
  const mayImport = options.import ?? Object.keys(columns.create).length > 0;
  return {
    ...(options.export !== false && { export: true }),
    ...(mayImport && { import: importFields(model, columns, limits.maxImportBytes) }),
  };
}
