import type { ChildForm, CsvFields } from "./crud.ts";
import type { ColumnDescription } from "./rows.ts";

/** One field of a form: a column with the rules that a browser can check; the server checks all of them again. */
export interface FormField extends ColumnDescription {
  readonly required?: true;
  /** Present on `create`, on `update`, or both. */
  readonly on: "create" | "update" | "both";
  /** Encoded like a cell of rows. */
  readonly initial?: unknown;
  readonly min?: number;
}

/** Down: the form of a State that crud() made, once for each of them and socket. */
export interface FormMessage {
  readonly t: "form";
  /** Id of the State. */
  readonly model: string;
  readonly singular: string;
  readonly plural: string;
  readonly fields: readonly FormField[];
  /** Names of the key's columns. */
  readonly key: readonly string[];
  /** Names of the columns that name a row, most telling first. */
  readonly display: readonly string[];
  readonly may: { readonly create?: true; readonly update?: true; readonly remove?: true };
  readonly csv?: CsvFields;
  /** Rows of other models that belong to a row of this one. */
  readonly children?: readonly ChildForm[];
}
