// What the events of crud() take and return. They are ordinary events; these shapes are what form and table read of them.
import type { WireError } from "../errors/to-wire-error.ts";
import type { FormMessage } from "./form.ts";
import type { ColumnKind, Filter, RowKey, Sort } from "./rows.ts";

/** How a change of a row ended. Nothing was written unless it says `saved`. */
export type UpdateOutcome<Row = Readonly<Record<string, unknown>>> =
  | { readonly outcome: "saved" }
  /** Others saved these columns since they were shown; the values are the ones that are there now. */
  | { readonly outcome: "conflict"; readonly current: Partial<Row> }
  /** The row is no longer there, or no longer in the query. */
  | { readonly outcome: "gone" };

/** What deleting rows would do, asked before it is done. */
export interface RemovalPreview {
  /** How many of the rows asked for are still there. */
  readonly rows: number;
  /** Rows of other tables that would be deleted too; those that only lose their reference are not named. */
  readonly goesWith: readonly RelatedCount[];
  /** Rows of other tables that keep these from being deleted. */
  readonly keptBy: readonly RelatedCount[];
}

/** How many rows of another table point at the ones in question. */
export interface RelatedCount {
  readonly model: string;
  readonly singular: string;
  readonly plural: string;
  readonly count: number;
}

/** What a table shows: as it asks for its windows. */
export interface ShownRows {
  readonly sort?: Sort;
  readonly filter?: Filter | null;
  readonly search?: string;
}

/**
 * Which rows an action is for: some that this tab was shown, at most `maxWindowRows`, or all that a filter and a search leave, also those that
 * were never loaded, at most `maxBulkRows`.
 */
export type RowSelection = { readonly keys: readonly RowKey[] } | { readonly all: Omit<ShownRows, "sort"> };

/**
 * Where one file may be fetched from or sent to, by this browser, once, within `ticketMs`: a path on the page's own
 * origin. `downloadFile` and `sendFile` of the client take it.
 */
export interface FileTicket {
  readonly url: string;
  /** What a file that is fetched is called. */
  readonly name: string;
}

/** Input of `exportCsv`: the rows that the table shows, in its order, with all of their columns or with these. */
export interface CsvExport extends ShownRows {
  /** Columns by name, in their order. Default: all that `rows` shows. */
  readonly columns?: readonly string[];
  /** Only these rows of them, at most `maxWindowRows`. */
  readonly keys?: readonly RowKey[];
  /** Begin with a byte order mark, without which Excel takes UTF-8 for something else. Default: true. */
  readonly bom?: boolean;
  /** Default: a comma. */
  readonly delimiter?: CsvDelimiter;
}

/** What stands between two fields. */
export type CsvDelimiter = "," | ";" | "\t";

/** Where a column of a file goes. */
export interface CsvTarget {
  /** Name of the model's column. */
  readonly field: string;
  /** For a reference: the file has the names of the rows that it points to, and not their keys. */
  readonly by?: "name";
}

/** What a model takes from a file; in its `form`, under `csv`. */
export interface CsvFields {
  /** May rows be exported? */
  readonly export?: true;
  /** May rows be imported? Then with these columns: those of the form, and the key's where rows are updated by it. */
  readonly import?: {
    readonly fields: readonly {
      readonly name: string;
      readonly label: string;
      readonly kind: ColumnKind;
      /** A new row needs a value. */
      readonly required?: true;
      /** A reference: its names may stand in the file. */
      readonly named?: true;
    }[];
    /** Columns that tell one row from all others: by one of these lists a file may say which rows it changes. */
    readonly keys: readonly (readonly string[])[];
    /** Most bytes of a file. */
    readonly maxBytes: number;
  };
}

/** Input of `importCsv`, which gives the ticket to send the file to. */
export type CsvImport =
  /** Reads the beginning of the file and says what is in it; the last line of the answer is a `CsvLook`. Send the file, or its first 64 KiB. */
  | { readonly how: "look" }
  /**
   * `check` does all that `write` does, and takes it back: the answer is what `write` would say. Both answer with lines
   * of progress and a `CsvOutcome` at the end. One transaction: a file is written as a whole or not at all.
   */
  | {
      readonly how: "check" | "write";
      /** For each column of the file in its order where it goes; null: nowhere. */
      readonly columns: readonly (CsvTarget | null)[];
      /** A list of `CsvFields.import.keys`: rows that are there with these values are changed, others are made. Absent: all are made. */
      readonly key?: readonly string[];
      /** What a row with an error means. `stop`: nothing is written. `skip`: the rows without are. Default: stop. */
      readonly onError?: "stop" | "skip";
      /** As `CsvLook` said. Default: found out again. */
      readonly delimiter?: CsvDelimiter;
    };

/** One line of the answer to a file that was sent for `importCsv`. The last one is `look`, `done` or `failed`. */
export type CsvAnswer =
  | { readonly type: "progress"; /** Of the file. */ readonly bytes: number; readonly rows: number }
  | ({ readonly type: "look" } & CsvLook)
  | ({ readonly type: "done" } & CsvOutcome)
  | { readonly type: "failed"; readonly error: WireError };

/** What the beginning of a file looks like. */
export interface CsvLook {
  readonly delimiter: CsvDelimiter;
  /** The first row: names of columns. */
  readonly header: readonly string[];
  /** A few rows after it, as texts. */
  readonly sample: readonly (readonly string[])[];
  /** Where each column most likely goes, by its name. */
  readonly columns: readonly (CsvTarget | null)[];
}

/** How an import ended, or would end. */
export interface CsvOutcome {
  /** Was it written? False after `check`, and after `write` where an error stopped it. */
  readonly written: boolean;
  /** Rows of the file, without its header. */
  readonly rows: number;
  readonly created: number;
  readonly updated: number;
  /** Rows with an error; they are in `errors`, the first 100 of them. */
  readonly failed: number;
  readonly errors: readonly CsvRowError[];
  /** So many rows had errors that the rest of the file was not looked at. */
  readonly gaveUp?: true;
}

/** What is wrong with one row of a file. */
export interface CsvRowError {
  /** Of the file, the header being 1. */
  readonly line: number;
  /** Name of the model's column, where it is one column's fault. */
  readonly field?: string;
  /** What the file has there. */
  readonly found?: string;
  /** Fit for a user. */
  readonly message: string;
}

/** Rows of another model that belong to one of these, as a drawer shows them: the orders of a customer, the tags of an article. */
export interface ChildForm {
  /** Name of the rows var that shows them once `openRow({ key })` was called, and the `child` of the events. */
  readonly name: string;
  readonly label: string;
  /** The form of such a row, without the column that points to the parent. Its `model` is `<id of the State>.<name>`. */
  readonly form: FormMessage;
  /** Many-to-many: the one column, a reference, that says which other row this one is linked to. Show it as a picker of many. */
  readonly link?: string;
}

/** Inputs of the events `openRow`, `createChild`, `updateChild`, `removeChildren`. */
export interface ChildEvents {
  /** The row whose children the rows vars show; null: none, they are empty. */
  readonly openRow: { readonly key: RowKey | null };
  /** Gives the stored row. */
  readonly createChild: { readonly child: string; readonly row: Readonly<Record<string, unknown>> };
  /** Gives an `UpdateOutcome`. */
  readonly updateChild: {
    readonly child: string;
    readonly key: RowKey;
    readonly changes: Readonly<Record<string, unknown>>;
    readonly was?: Readonly<Record<string, unknown>>;
  };
  /** Gives how many there were. */
  readonly removeChildren: { readonly child: string; readonly keys: readonly RowKey[] };
}
