import type { Column, Table } from "drizzle-orm";
import type { FormField, FormMessage } from "../protocol/form.ts";
import { recordTable } from "../orm/records/record-table.ts";
import { columnFacts } from "../orm/values/column-facts.ts";
import { describeColumn } from "../orm/values/describe-column.ts";
import { displayColumns } from "../orm/values/display-columns.ts";
import { encodeCell } from "../orm/values/encode-cell.ts";
import { modelWords } from "./model-words.ts";
import { creatableColumns, editableColumns, shownColumns, type ColumnOptions } from "./writable-columns.ts";

/** The options of crud() that a form is made from. */
export interface FormOptions extends ColumnOptions {
  readonly remove?: boolean | undefined;
  readonly singular?: string | undefined;
  readonly plural?: string | undefined;
}

/**
 * What a browser is told of a model's form: only columns that it may write, with the rules that it can check itself.
 *
 * @param id of the State: two of them may show different columns of one model.
 */
export function formOf(id: string, table: Table, options: FormOptions): FormMessage {
  const create = creatableColumns(table, options);
  const edit = editableColumns(table, options);
  const shown = shownColumns(table, options);
  const { name, key } = recordTable(table);
  const words = modelWords(name);
  const fields = Object.entries({ ...shown, ...create, ...edit }).flatMap(([name, column]) => {
    const [isNew, isOld] = [name in create, name in edit];
    return isNew || isOld ? [fieldOf(column, isNew && isOld ? "both" : isNew ? "create" : "update")] : [];
  });
  return {
    t: "form",
    model: id,
    singular: options.singular ?? words.singular,
    plural: options.plural ?? words.plural,
    fields: fields.filter((field) => field.kind !== "bytes"),
    key: key.map(([column]) => column),
    display: displayColumns(table).flatMap((column) => {
      const name = column && columnFacts(column).key;
      return name !== undefined && name in shown ? [name] : [];
    }),
    may: {
      ...(Object.keys(create).length > 0 && { create: true }),
      ...(Object.keys(edit).length > 0 && { update: true }),
      ...(options.remove === true && { remove: true }),
    },
  };
}

function fieldOf(column: Column, on: FormField["on"]): FormField {
  const { notNull, defaultValue, storage } = columnFacts(column);
  return {
    ...describeColumn(column),
    on,
    ...(notNull && { required: true }),
    ...(defaultValue !== undefined && { initial: encodeCell(storage.kind, defaultValue) }),
  };
}
