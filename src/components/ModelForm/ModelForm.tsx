import { Button } from "@mantine/core";
import { useState, type ReactNode } from "react";
import { useClient } from "../../client/react/client-context.ts";
import { useFormMessage } from "../../client/react/use-form-message.ts";
import type { FormMessage } from "../../protocol/form.ts";
import { useCrudView, type CrudStateClass, type CrudView } from "../CrudPage/crud-view.ts";
import { openRow } from "../CrudPage/open-row.ts";
import { useRowForm } from "../CrudPage/use-row-form.ts";
import type { TableRow } from "../DataTable/data-table-props.ts";
import { SkeletonLines } from "../SkeletonLines/SkeletonLines.tsx";
import type { Values } from "./draft.ts";
import { FormBody } from "./FormBody.tsx";
import type { FieldLooks } from "./FormFields.tsx";
import { useLeaveGuard } from "./use-leave-guard.ts";

/** Props of ModelForm. */
export interface ModelFormProps {
  /** A class that extends `crud(…)`. */
  readonly state: CrudStateClass;
  /** A row as `onOpen` of DataTable gives it. Absent: a new row. */
  readonly row?: TableRow | undefined;
  /** What a new row begins with. */
  readonly initial?: Values | undefined;
  /** How fields look: currency, unit, section. */
  readonly fields?: FieldLooks | undefined;
  /** Gets the row as it is now. */
  readonly onSaved?: ((row: Values) => unknown) | undefined;
}

/**
 * The form of a model on a page of its own: fields by the kind of their columns, checked here and on the server, with a
 * button that saves what was changed. `CrudPage` has the same form in a drawer.
 *
 * @example <ModelForm state={Customers} onSaved={() => navigate("/customers")} />
 */
export function ModelForm(props: ModelFormProps): ReactNode {
  const crud = useCrudView(props.state);
  const form = useFormMessage(crud.id);
  // Another row is another form; after a save the form begins again with what is stored.
  const [saves, setSaves] = useState<{ readonly count: number; readonly stored?: Values }>({ count: 0 });
  if (form === undefined) return <SkeletonLines />;
  const { row } = props;
  return (
    <RowForm
      key={`${row?.key ?? "new"} ${saves.count}`}
      {...props}
      row={row && { key: row.key, cells: saves.stored ?? row.cells }}
      crud={crud}
      form={form}
      onDone={(stored) => setSaves(({ count }) => ({ count: count + 1, ...(row && { stored }) }))}
    />
  );
}

function RowForm({
  crud,
  form,
  row,
  initial,
  fields: looks,
  onSaved,
  onDone,
}: ModelFormProps & {
  readonly crud: CrudView;
  readonly form: FormMessage;
  readonly onDone: (stored: Values) => void;
}): ReactNode {
  const { sessions } = useClient();
  const [open] = useState(() => row && openRow({ key: row.key, session: sessions }, row.cells, crud.rows.columns));
  const { fields, view, stored } = useRowForm({ crud, form, row: open, initial });
  // Leaving is the browser's own question here: there is no dialog of ours that could ask it.
  useLeaveGuard(view.changed.length > 0, (leave) => {
    if (window.confirm("Discard what you typed?")) leave();
  });
  const submit = async (): Promise<void> => {
    if (!(await view.submit())) return;
    await onSaved?.(stored());
    onDone(stored());
  };
  return (
    <FormBody
      className="rx-model-form"
      form={view}
      fields={fields}
      rows={crud.rows}
      isNew={open === undefined}
      looks={looks}
      known={open?.known}
      onSubmit={() => void submit()}
    >
      <div>
        <Button type="submit" loading={view.isSaving} disabled={open !== undefined && view.changed.length === 0}>
          {open === undefined ? `Create ${form.singular.toLowerCase()}` : `Save ${form.singular.toLowerCase()}`}
        </Button>
      </div>
    </FormBody>
  );
}
