import { useMemo, useRef } from "react";
import type { Client } from "../../client/client.ts";
import { useClient } from "../../client/react/client-context.ts";
import type { FormField, FormMessage } from "../../protocol/form.ts";
import type { Draft, Values } from "../ModelForm/draft.ts";
import { useModelForm, type ModelFormView, type SaveOutcome } from "../ModelForm/use-model-form.ts";
import type { CrudView } from "./crud-view.ts";
import { filledValues, initialValues } from "./initial-values.ts";
import type { OpenRow } from "./open-row.ts";
import { again, withRow } from "./with-row.ts";

/** What useRowForm is given. */
export interface RowFormOptions {
  readonly crud: CrudView;
  readonly form: FormMessage;
  /** Absent: a new row. */
  readonly row?: OpenRow | undefined;
  /** What a new row begins with. */
  readonly initial?: Values | undefined;
}

/** The form of a row of a crud State. */
export interface RowFormView {
  readonly fields: readonly FormField[];
  readonly view: ModelFormView;
  /** After a save: the row as it is now. */
  readonly stored: () => Values;
}

/** Ties a form to the events of a crud State: a new row is created, an existing one updated by what was changed. */
export function useRowForm({ crud, form, row, initial }: RowFormOptions): RowFormView {
  const client = useClient();
  const isNew = row === undefined;
  const fields = useMemo(() => fieldsFor(form, crud, isNew), [form, crud, isNew]);
  const base = useMemo(
    () => (row === undefined ? initialValues(fields, initial) : valuesOf(fields, row.values)),
    [row, fields, initial],
  );
  const made = useRef<Values>(undefined);
  const view = useModelForm({
    fields,
    base,
    isNew,
    save: (draft, changed) => save({ client, crud, form, row }, draft, changed, (values) => (made.current = values)),
  });
  return { fields, view, stored: () => made.current ?? { ...row?.values, ...view.draft.values } };
}

/** Fields of this form. What is never shown cannot be asked to be there: a secret that is only written may be left as it is. */
function fieldsFor(form: FormMessage, crud: CrudView, isNew: boolean): readonly FormField[] {
  const shown = new Set(crud.rows.columns.map(({ name }) => name));
  return form.fields
    .filter(({ on }) => on === "both" || on === (isNew ? "create" : "update"))
    .map((field) => {
      if (isNew || shown.has(field.name)) return field;
      const { required: _, ...optional } = field;
      return optional;
    });
}

function valuesOf(fields: readonly FormField[], values: Values): Values {
  return Object.fromEntries(fields.map(({ name }) => [name, values[name] ?? null]));
}

async function save(
  { client, crud, form, row }: Pick<RowFormOptions, "crud" | "form" | "row"> & { readonly client: Client },
  draft: Draft,
  changed: readonly string[],
  made: (row: Values) => void,
): Promise<SaveOutcome> {
  if (row === undefined) {
    made(await again(client, () => crud.create(filledValues(draft.values))));
    return { outcome: "saved" };
  }
  const changes = Object.fromEntries(changed.map((name) => [name, draft.values[name]]));
  const was = Object.fromEntries(changed.filter((name) => name in row.values).map((name) => [name, draft.base[name]]));
  const meant = { client, rows: crud.rows, keyNames: form.key, row };
  const ended = await withRow(meant, (key) => crud.update({ key, changes, was }));
  return ended ?? { outcome: "gone" };
}
