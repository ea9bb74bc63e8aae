import type { Table } from "drizzle-orm";
import type { State } from "../framework/state.ts";
import type { HandleOf, RowsVar, SelectLike, TableLike } from "../framework/types/rows.ts";
import type { ServerEvent } from "../framework/types/server-event.ts";
import type {
  ChildEvents,
  CsvExport,
  CsvImport,
  FileTicket,
  RemovalPreview,
  RowSelection,
  UpdateOutcome,
} from "../protocol/crud.ts";
import type { RowKey } from "../protocol/rows.ts";
import type { ChildVars, CreateInput, ShownRow, UpdateInput } from "./crud-options.ts";

/** A change of one row: the columns to be written, and of those the values that were shown. */
export interface RowChange<Changes> {
  readonly key: RowKey;
  readonly changes: Changes;
  /** A column that stands here is written only where it still has this value; default: whatever it has. */
  readonly was?: Changes;
}

/** A State that `crud()` made: rows, the events that write them, and hooks to override. */
export interface CrudState<M extends Table, O> extends State {
  /** The rows of `query()`. */
  get rows(): RowsVar<HandleOf<M>>;
  /** Makes a row; gives it as it is stored. */
  readonly create: ServerEvent<[row: CreateInput<M, O>], ShownRow<M, O>>;
  /** Changes one row, where what was shown is still there; else says what is there now and writes nothing. */
  readonly update: ServerEvent<[change: RowChange<UpdateInput<M, O>>], UpdateOutcome<UpdateInput<M, O>>>;
  /** Deletes one row; false where it was gone. */
  readonly remove: ServerEvent<[row: { readonly key: RowKey }], boolean>;
  /** Writes the same values into many rows; gives how many there were. */
  readonly bulkUpdate: ServerEvent<[change: RowSelection & { readonly changes: UpdateInput<M, O> }], number>;
  /** Deletes many rows; gives how many there were. */
  readonly bulkRemove: ServerEvent<[rows: RowSelection], number>;
  /** What deleting these rows would do: how many go with them, or keep them. */
  readonly previewRemove: ServerEvent<[rows: RowSelection], RemovalPreview>;
  /** Gives a ticket for the rows that a table shows, as a CSV file. */
  readonly exportCsv: ServerEvent<[what?: CsvExport], FileTicket>;
  /** Gives a ticket to send a CSV file to, which is looked at, checked or written. */
  readonly importCsv: ServerEvent<[how: CsvImport], FileTicket>;
  /** Says whose children the rows vars of `children` show; null: nobody's. */
  readonly openRow: ServerEvent<[row: ChildEvents["openRow"]], void>;
  /** Makes a child of the row that is open; gives it as it is stored. */
  readonly createChild: ServerEvent<[child: ChildEvents["createChild"]], Readonly<Record<string, unknown>>>;
  /** Changes a child, where what was shown is still there. */
  readonly updateChild: ServerEvent<[change: ChildEvents["updateChild"]], UpdateOutcome>;
  /** Deletes children; gives how many there were. */
  readonly removeChildren: ServerEvent<[rows: ChildEvents["removeChildren"]], number>;

  /** The select that `rows` shows and that every write keeps to. Default: all rows and columns, without secrets. */
  query(): SelectLike | TableLike;
  /** Before a row is made: may give another one, or throw `reject(…)`. */
  beforeCreate(row: CreateInput<M, O>): CreateInput<M, O> | void | Promise<CreateInput<M, O> | void>;
  /** Before a row is changed: may give other changes, or throw `reject(…)`. */
  beforeUpdate(
    changes: UpdateInput<M, O>,
    stored: ShownRow<M, O>,
  ): UpdateInput<M, O> | void | Promise<UpdateInput<M, O> | void>;
  /** Before a row is deleted: may throw `reject(…)`. */
  beforeRemove(stored: ShownRow<M, O>): void | Promise<void>;
}

/** The class that `crud()` gives; extend it. */
export interface CrudClass<M extends Table, O> {
  new (): CrudState<M, O> & ChildVars<O>;
  readonly model: M;
  readonly options: O;
}

/** A class that `crud()` made or one that extends it, whatever its model. */
export type AnyCrudClass = (abstract new () => State) & { readonly model: Table; readonly options: object };

type ModelOf<C> = C extends { readonly model: infer M extends Table } ? M : never;
type OptionsOf<C> = C extends { readonly options: infer O } ? O : never;

/** The row that `beforeCreate` gets: `override beforeCreate(row: CreateRow<typeof Customers>)`. */
export type CreateRow<C extends object> = CreateInput<ModelOf<C>, OptionsOf<C>>;

/** The changes that `beforeUpdate` gets. */
export type UpdateRow<C extends object> = UpdateInput<ModelOf<C>, OptionsOf<C>>;

/** A row as it is stored, without secrets that are not revealed. */
export type StoredRow<C extends object> = ShownRow<ModelOf<C>, OptionsOf<C>>;
