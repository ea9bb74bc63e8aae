import { useMemo, useState, type ReactNode } from "react";
import { useFormMessage } from "../../client/react/use-form-message.ts";
import type { FormField, FormMessage } from "../../protocol/form.ts";
import type { Choice } from "../../protocol/rows.ts";
import type { Table } from "../DataTable/table.ts";
import type { Values } from "../ModelForm/draft.ts";
import type { FieldLooks } from "../ModelForm/FormFields.tsx";
import { useCrudView, type CrudStateClass, type CrudView } from "./crud-view.ts";
import { titleOf, type OpenRow } from "./open-row.ts";
import { RowDrawer } from "./RowDrawer.tsx";
import { useBeside } from "./use-beside.ts";
import { useLiveRow } from "./use-live-row.ts";
import type { OpenForm, OpenFormView } from "./use-open-form.ts";

/** Props of CrudForms. */
export interface CrudFormsProps {
  readonly crud: CrudView;
  readonly form: FormMessage;
  readonly open: OpenForm;
  readonly table: Table | undefined;
  readonly go: OpenFormView["go"];
  readonly looks: FieldLooks | undefined;
  readonly related: Readonly<Record<string, CrudStateClass>>;
  readonly onRemove: (row: OpenRow) => void;
  /** The stored row where something was saved. */
  readonly onClose: (row?: Values) => void;
}

/** A "New …" that was chosen in a picker. */
interface NewRelated {
  readonly state: CrudStateClass;
  readonly typed: string;
  readonly chosen: (key: string | number, choice: Choice) => void;
}

/** The form of a row, and over it the form of a row that one of its references is to point to. */
export function CrudForms({
  crud,
  form,
  open,
  table,
  go,
  looks,
  related,
  onRemove,
  onClose,
}: CrudFormsProps): ReactNode {
  const [nested, setNested] = useState<NewRelated>();
  const newLabels = useMemo(
    () =>
      Object.fromEntries(
        form.fields
          .filter(({ name }) => name in related)
          .map((field) => [field.name, `New ${field.label.toLowerCase()}`]),
      ),
    [form, related],
  );
  const onNew = (field: FormField, typed: string, chosen: NewRelated["chosen"]): void => {
    const state = related[field.name];
    if (state !== undefined) setNested({ state, typed, chosen });
  };
  const row = useLiveRow(crud.rows, form.key, open.type === "row" ? open.row : undefined);
  const beside = useBeside(table, row?.key, {
    cameBy: open.type === "row" ? open.cameBy : undefined,
    go: (by) => row !== undefined && go(row.key, by),
  });
  return (
    <>
      <RowDrawer
        key={open.type === "row" ? open.row.key : "new"}
        crud={crud}
        form={form}
        row={row}
        initial={open.type === "new" ? open.initial : undefined}
        looks={looks}
        newLabels={newLabels}
        onNew={onNew}
        onRemove={row !== undefined && form.may.remove === true ? () => onRemove(row) : undefined}
        beside={open.type === "row" ? beside : undefined}
        onClose={(saved) => onClose(saved?.row)}
      />
      {nested !== undefined && <RelatedForm {...nested} onClose={() => setNested(undefined)} />}
    </>
  );
}

/** The form of the row that a reference will point to; once created it is chosen. */
function RelatedForm({ state, typed, chosen, onClose }: NewRelated & { readonly onClose: () => void }): ReactNode {
  const crud = useCrudView(state);
  const form = useFormMessage(crud.id);
  const initial = useMemo(() => {
    const [first] = form?.display ?? [];
    return first === undefined || typed === "" ? {} : { [first]: typed };
  }, [form, typed]);
  if (form === undefined) return null;
  return (
    <RowDrawer
      crud={crud}
      form={form}
      initial={initial}
      isNested
      onClose={(saved) => {
        onClose();
        const key = form.key.length === 1 ? saved?.row[form.key[0] ?? ""] : undefined;
        if (saved === undefined || (typeof key !== "number" && typeof key !== "string")) return;
        chosen(key, { value: key, label: titleOf(form, saved.row).title });
      }}
    />
  );
}
