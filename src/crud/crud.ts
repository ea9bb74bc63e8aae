import type { Table } from "drizzle-orm";
import { RxError } from "../errors/rx-error.ts";
import { event } from "../framework/event.ts";
import type { StoredValues } from "../framework/ports/change-feed.ts";
import { primaryKeysOf } from "../framework/primary-keys-of.ts";
import { State } from "../framework/state.ts";
import { db } from "../orm/db.ts";
import { recordTable } from "../orm/records/record-table.ts";
import { RowsQuery } from "../orm/window/rows-query.ts";
import type { RowKey } from "../protocol/rows.ts";
import type { CrudClass } from "./crud-class.ts";
import type { CrudOptions } from "./crud-options.ts";
import { formOf, type FormOptions } from "./form-of.ts";
import { crudForms } from "./crud-forms.ts";
import { withKey, withKeys } from "./key-schema.ts";
import { previewRemoval } from "./preview-removal.ts";
import { changesSchema, newRowSchema, shownSchema } from "./row-schema.ts";
import { creatableColumns, editableColumns, shownColumns, type Columns } from "./writable-columns.ts";
import { createRow, removeRows, updateRow, updateRows, type RowWriter } from "./write-rows.ts";

/**
 * Makes a State for a model: `rows`, and the events `create`, `update`, `remove`, `bulkUpdate` and `bulkRemove`, all
 * checked by the model, each refused unless the options allow it. Extend it; override `query`, `beforeCreate`,
 * `beforeUpdate`, `beforeRemove` where the app has more to say.
 *
 * @example export class Customers extends crud(customers, { search: ["name"], create: true, edit: true, remove: true }) {}
 */
export function crud<M extends Table, const O extends CrudOptions<M>>(model: M, options: O): CrudClass<M, O> {
  const given: GivenOptions = options;
  const columns = lazily(() => checkedColumns(model, given));

  class Crud extends State {
    static readonly model = model;
    static readonly options = options;

    get rows(): unknown {
      const { shown, edit } = columns();
      return new RowsQuery(this.query(), {
        ...(given.search && { search: given.search }),
        ...(given.reveal && { reveal: given.reveal }),
        edit: Object.keys(edit).filter((name) => name in shown),
      });
    }

    create = event(
      newRowSchema(() => columns().create),
      (row) => {
        allow(given.create, "made");
        return createRow(db, this._writer(), row);
      },
    );

    update = event(
      withKey({ changes: changesSchema(() => columns().edit), was: shownSchema(() => columns().guarded) }),
      ({ key, changes, was }) => {
        allow(given.edit, "changed");
        const [row = {}] = this._keys([key]);
        return updateRow(db, this._writer(), { key: row, changes, was });
      },
    );

    remove = event(withKey({}), async ({ key }) => {
      allow(given.remove, "deleted");
      return (await removeRows(db, this._writer(), this._keys([key]))) > 0;
    });

    bulkUpdate = event(withKeys({ changes: changesSchema(() => columns().edit) }), ({ keys, changes }) => {
      allow(given.edit, "changed");
      return updateRows(db, this._writer(), this._keys(keys), changes);
    });

    bulkRemove = event(withKeys({}), ({ keys }) => {
      allow(given.remove, "deleted");
      return removeRows(db, this._writer(), this._keys(keys));
    });

    previewRemove = event(withKeys({}), ({ keys }) => {
      allow(given.remove, "deleted");
      return previewRemoval(db, this._writer(), this._keys(keys));
    });

    query(): object {
      return db.select(columns().selected).from(recordTable(model).table);
    }

    beforeCreate(_row: StoredValues): unknown {
      return undefined;
    }

    beforeUpdate(_changes: StoredValues, _stored: StoredValues): unknown {
      return undefined;
    }

    beforeRemove(_stored: StoredValues): unknown {
      return undefined;
    }

    /** Primary keys of rows that this page was shown. */
    _keys(keys: readonly RowKey[]): readonly StoredValues[] {
      const { name } = recordTable(model);
      return primaryKeysOf(this, "rows", keys).map((tables) => tables[name] ?? {});
    }

    _writer(): RowWriter {
      return {
        table: recordTable(model),
        query: () => this.query(),
        beforeCreate: (row) => this.beforeCreate(row),
        beforeUpdate: (changes, stored) => this.beforeUpdate(changes, stored),
        beforeRemove: (stored) => this.beforeRemove(stored),
        shown: (stored) => Object.fromEntries(Object.keys(columns().shown).map((name) => [name, stored[name] ?? null])),
      };
    }
  }

  crudForms.set(Crud, (id) => formOf(id, model, given));
  // A builder: the class above has these members for any model; their types are those of this one.
  return Crud as unknown as CrudClass<M, O>;
}

/** The options of any model. */
interface GivenOptions extends FormOptions {
  readonly search?: readonly string[] | undefined;
}

interface CrudColumns {
  readonly shown: Columns;
  readonly create: Columns;
  readonly edit: Columns;
  /** Those that are both shown and may be changed. */
  readonly guarded: Columns;
  /** For a select. */
  readonly selected: Record<string, never>;
}

/** Models know their dialect when the database is opened, which is after the class was made. */
function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

function checkedColumns(model: Table, options: GivenOptions): CrudColumns {
  const table = recordTable(model);
  const lists = [options.search, options.create, options.edit, options.reveal];
  const unknown = lists.flatMap((list) => (Array.isArray(list) ? list : [])).find((name) => !(name in table.columns));
  if (unknown !== undefined) throw new RxError("CRUD_COLUMN_UNKNOWN", { table: table.name, found: `"${unknown}"` });
  const shown = shownColumns(model, options);
  const edit = editableColumns(model, options);
  return {
    shown,
    edit,
    create: creatableColumns(model, options),
    guarded: Object.fromEntries(Object.entries(edit).filter(([name]) => name in shown)),
    selected: shown as Record<string, never>, // as: columns of any dialect; the builders are typed as PostgreSQL's
  };
}

function allow(option: boolean | readonly string[] | undefined, what: string): void {
  if (option === undefined || option === false) throw new RxError("CRUD_NOT_ALLOWED", { what });
}
