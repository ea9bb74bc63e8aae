import type { Table } from "drizzle-orm";
import { RxError } from "../errors/rx-error.ts";
import { event } from "../framework/event.ts";
import { limitsOf } from "../framework/limits-of.ts";
import { offerFile } from "../framework/offer-file.ts";
import type { StoredValues } from "../framework/ports/change-feed.ts";
import { primaryKeysOf } from "../framework/primary-keys-of.ts";
import { State } from "../framework/state.ts";
import { currentDatabase } from "../orm/current-database.ts";
import { currentDialect } from "../orm/current-dialect.ts";
import { db } from "../orm/db.ts";
import type { DialectName } from "../orm/dialects/dialect-name.ts";
import { keyCondition } from "../orm/records/key-condition.ts";
import { recordTable } from "../orm/records/record-table.ts";
import { stillShown } from "../orm/records/still-shown.ts";
import { keysOfView } from "../orm/window/keys-of-view.ts";
import { RowsQuery } from "../orm/window/rows-query.ts";
import type { RowSelection } from "../protocol/crud.ts";
import type { RowKey } from "../protocol/rows.ts";
import { childForm, childRows, childWriter, type Children, type Parent } from "./children.ts";
import type { CrudClass } from "./crud-class.ts";
import { crudColumns, csvOf, type GivenOptions } from "./crud-columns.ts";
import { crudForms } from "./crud-forms.ts";
import type { CrudOptions } from "./crud-options.ts";
import { csvExportSchema, csvImportSchema } from "./csv/csv-request.ts";
import { exportCsv } from "./csv/export-csv.ts";
import { importCsv } from "./csv/import-csv.ts";
import { formOf } from "./form-of.ts";
import { keySchema, keysSchema, openSchema, withChild, withKey, withSelection } from "./key-schema.ts";
import { modelWords } from "./model-words.ts";
import { previewRemoval } from "./preview-removal.ts";
import { changesSchema, newRowSchema, shownSchema } from "./row-schema.ts";
import { createRow, removeRows, shownRecords, updateRow, updateRows, type RowWriter } from "./write-rows.ts";

/**
 * Makes a State for a model: `rows`, and the events `create`, `update`, `remove`, `bulkUpdate` and `bulkRemove`, all
 * checked by the model, each refused unless the options allow it. Extend it; override `query`, `beforeCreate`,
 * `beforeUpdate`, `beforeRemove` where the app has more to say.
 *
 * @example export class Customers extends crud(customers, { search: ["name"], create: true, edit: true, remove: true }) {}
 */
export function crud<M extends Table, const O extends CrudOptions<M>>(model: M, options: O): CrudClass<M, O> {
  const given: GivenOptions = options;
  const columns = lazily(() => crudColumns(model, given));

  class Crud extends State {
    static readonly model = model;
    static readonly options = options;
    /** The row whose children are shown: its key, and what they point to. */
    _open: StoredValues | null = null;

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

    bulkUpdate = event(withSelection({ changes: changesSchema(() => columns().edit) }), async (change) => {
      allow(given.edit, "changed");
      return updateRows(db, this._writer(), await this._selected(change), change.changes);
    });

    bulkRemove = event(withSelection({}), async (rows) => {
      allow(given.remove, "deleted");
      return removeRows(db, this._writer(), await this._selected(rows));
    });

    previewRemove = event(withSelection({}), async (rows) => {
      allow(given.remove, "deleted");
      return previewRemoval(db, this._writer(), await this._selected(rows));
    });

    exportCsv = event(csvExportSchema, (request) => {
      allow(given.export ?? true, "exported");
      const { name } = recordTable(model);
      const where = request.keys && keyCondition(recordTable(model), this._keys(request.keys));
      const file = given.plural ?? modelWords(name).plural;
      return offerFile(this, exportCsv(currentDatabase(), this.rows, { name: file, request, where }));
    });

    importCsv = event(csvImportSchema, (request) => {
      const limits = limitsOf(this);
      const fields = csvOf(model, given, limits).import;
      if (fields === undefined) throw new RxError("CRUD_NOT_ALLOWED", { what: "imported" });
      const [writer, maxErrors] = [this._writer(), limits.maxImportErrors];
      return offerFile(this, importCsv(db, { request, fields, columns: columns(), writer, maxErrors }));
    });

    openRow = event(openSchema, async ({ key }) => {
      const [open] = key === null ? [] : await shownRecords(db, this._writer(), this._keys([key]));
      if (key !== null && open === undefined) throw new RxError("CRUD_CHILD_CLOSED");
      // Its key and what children point to, and no more: the row may hold what a var must not.
      const targets = Array.from(columns().children.values(), ({ target }) => target);
      const names = new Set([...recordTable(model).key.map(([name]) => name), ...targets]);
      this._open = open === undefined ? null : Object.fromEntries(Array.from(names, (name) => [name, open[name]]));
    });

    createChild = event(
      withChild((name) => {
        const child = columns().children.get(name);
        return child && { row: newRowSchema(() => child.create) };
      }),
      async ({ child, row }) => {
        const [children, writer] = this._children(child);
        allow(children.options.create, "made");
        const { table, query, row: open } = this._parent();
        const there = open === null ? [] : await stillShown(db, query, table, [open]);
        if (there.length === 0) throw new RxError("CRUD_CHILD_CLOSED");
        return createRow(db, writer, row);
      },
    );

    updateChild = event(
      withChild((name) => {
        const child = columns().children.get(name);
        return (
          child && { key: keySchema, changes: changesSchema(() => child.edit), was: shownSchema(() => child.edit) }
        );
      }),
      ({ child, key, changes, was }) => {
        const [children, writer] = this._children(child);
        allow(children.options.edit, "changed");
        const [row = {}] = keysOf(this, child, [key], children.table.name);
        return updateRow(db, writer, { key: row, changes, was });
      },
    );

    removeChildren = event(
      withChild((name) => (columns().children.has(name) ? { keys: keysSchema } : undefined)),
      ({ child, keys }) => {
        const [children, writer] = this._children(child);
        allow(children.options.remove, "deleted");
        return removeRows(db, writer, keysOf(this, child, keys, children.table.name));
      },
    );

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
      return keysOf(this, "rows", keys, recordTable(model).name);
    }

    /** Primary keys of the rows that an action is for. */
    _selected(rows: RowSelection): readonly StoredValues[] | Promise<readonly StoredValues[]> {
      if ("keys" in rows) return this._keys(rows.keys);
      const { filter = null, search = "" } = rows.all;
      return keysOfView(currentDatabase(), this.rows, {
        view: { sort: [], filter, search },
        table: recordTable(model).name,
        most: limitsOf(this).maxBulkRows,
      });
    }

    _parent(): Parent {
      return { table: recordTable(model), query: this.query(), row: this._open };
    }

    /** Children of one kind, and where those of the row that is open are written. */
    _children(name: string): readonly [Children, RowWriter] {
      const children = columns().children.get(name);
      if (children === undefined) throw new RxError("CRUD_NOT_ALLOWED", { what: "written" });
      return [children, childWriter(children, this._parent())];
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

  for (const name of Object.keys(given.children ?? {})) {
    Object.defineProperty(Crud.prototype, name, {
      configurable: true,
      get(this: Crud): unknown {
        const children = columns().children.get(name);
        return children && childRows(children, this._parent());
      },
    });
  }
  crudForms.set(Crud, (id, limits) => {
    const children = Array.from(columns().children, ([name, child]) => childForm(id, name, child));
    const form = { ...formOf(id, model, given), csv: csvOf(model, given, limits) };
    return children.length > 0 ? { ...form, children } : form;
  });
  // A builder: the class above has these members for any model; their types are those of this one.
  return Crud as unknown as CrudClass<M, O>;
}

/** Models know their dialect when the database is opened, which is after the class was made. */
function lazily<T extends object>(make: () => T): () => T {
  const made = new Map<DialectName, T>();
  return () => {
    const dialect = currentDialect();
    const value = made.get(dialect) ?? make();
    made.set(dialect, value);
    return value;
  };
}

/** Primary keys of rows that a rows var of the page has shown. */
function keysOf(state: object, name: string, keys: readonly RowKey[], table: string): readonly StoredValues[] {
  return primaryKeysOf(state, name, keys).map((tables) => tables[table] ?? {});
}

function allow(option: boolean | readonly string[] | undefined, what: string): void {
  if (option === undefined || option === false) throw new RxError("CRUD_NOT_ALLOWED", { what });
}
