import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useCallback, useMemo, useState, type ReactNode } from "react";
import { useFormMessage } from "../../client/react/use-form-message.ts";
import type { Rows, RowsVar } from "../../framework/types/rows.ts";
import type { RowSelection } from "../../protocol/crud.ts";
import type { Total } from "../../protocol/rows.ts";
import type { DataTableProps, TableCounts } from "../DataTable/data-table-props.ts";
import { TableView } from "../DataTable/TableView.tsx";
import { useOwnTable } from "../DataTable/use-table.ts";
import { KeyHint } from "../KeyHint/KeyHint.tsx";
import type { Values } from "../ModelForm/draft.ts";
import type { FieldLooks } from "../ModelForm/FormFields.tsx";
import { PageHeader } from "../PageHeader/PageHeader.tsx";
import { showToast } from "../Toast/show-toast.ts";
import { BulkBar } from "./BulkBar.tsx";
import "./crud-page.css";
import { CrudForms } from "./CrudForms.tsx";
import { useCrudView, type CrudStateClass } from "./crud-view.ts";
import { ExportButton } from "./ExportButton.tsx";
import { ImportButton } from "./import/ImportButton.tsx";
import { titleOf, type OpenRow } from "./open-row.ts";
import { RemoveDialog } from "./RemoveDialog.tsx";
import { totalText } from "../RefPicker/total-text.ts";
import { useExport } from "./use-export.ts";
import { useKey } from "./use-key.ts";
import { useOpenForm, type OpenForm } from "./use-open-form.ts";

/** The rows of a crud class, as its page has them. */
export type CrudRows<C extends CrudStateClass> =
  InstanceType<C> extends { readonly rows: RowsVar<infer Handle extends Rows<unknown>> } ? Handle : Rows<unknown>;

/** Rows that are to be deleted: those that are selected, or the one whose form is open. */
interface Removing {
  readonly selected: RowSelection;
  readonly count: Total;
  readonly row?: OpenRow;
}

/** Props of CrudPage. */
export interface CrudPageProps<C extends CrudStateClass> {
  /** A class that extends `crud(…)`. */
  readonly state: C;
  /** Default: what the model's rows are called. */
  readonly title?: string | undefined;
  /** Renderers, widths and labels of columns, as DataTable takes them. */
  readonly columns?: DataTableProps<CrudRows<C>>["columns"];
  /** How fields of the form look: currency, unit, section. */
  readonly fields?: FieldLooks | undefined;
  /** Other crud States, by the reference's column: their rows can be made from its picker. */
  readonly related?: Readonly<Record<string, CrudStateClass>> | undefined;
  /** More buttons in the header. */
  readonly actions?: ReactNode;
}

/**
 * A whole page for one model: its table with search, filters and inline edit, and the form of a row in a drawer.
 * N makes a new row, Enter on a row opens it.
 *
 * @example <CrudPage state={Customers} title="Customers" />
 */
export function CrudPage<C extends CrudStateClass>(props: CrudPageProps<C>): ReactNode {
  const crud = useCrudView(props.state);
  const form = useFormMessage(crud.id);
  const table = useOwnTable(crud.rows);
  const { open, show, go, close } = useOpenForm(table);
  const [removing, setRemoving] = useState<Removing>();
  const [all, setAll] = useState<Total>();
  const exporting = useExport(crud, form, table);
  const mayCreate = form?.may.create === true;
  useKey("n", mayCreate && open === undefined && removing === undefined, () => show({ type: "new" }));

  const header = useMemo(
    () => all && form && `${totalText(all)} ${(all.count === 1 ? form.singular : form.plural).toLowerCase()}`,
    [all, form],
  );
  const onCount = useCallback(({ all: count }: TableCounts) => setAll(count), []);
  const saved = (what: OpenForm, row: Values | undefined): void => {
    close();
    if (row === undefined || form === undefined) return;
    const { title } = titleOf(form, row);
    showToast({ message: what.type === "new" ? `${title} created` : `${title} saved` });
  };

  const newButton = mayCreate && (
    <Button
      size="xs"
      leftSection={<IconPlus size={16} />}
      rightSection={<KeyHint onAccent>N</KeyHint>}
      aria-keyshortcuts="n"
      onClick={() => show({ type: "new" })}
    >
      New {form.singular.toLowerCase()}
    </Button>
  );

  return (
    <div className="rx-crud">
      <PageHeader
        title={props.title ?? form?.plural ?? ""}
        note={header}
        actions={
          <>
            {props.actions}
            {form?.csv?.import !== undefined && <ImportButton crud={crud} form={form} fields={form.csv.import} />}
            {form?.csv?.export === true && <ExportButton exporting={exporting} />}
            {newButton}
          </>
        }
      />
      <TableView
        table={table}
        columns={props.columns}
        fill
        noun={form?.plural.toLowerCase()}
        empty={newButton}
        onOpen={form && ((row) => show({ type: "row", row }))}
        onCount={onCount}
      />
      {form !== undefined && table !== undefined && (
        <BulkBar
          crud={crud}
          form={form}
          table={table}
          looks={props.fields}
          exporting={exporting}
          isCovered={open !== undefined || removing !== undefined}
          onRemove={setRemoving}
        />
      )}
      {form !== undefined && open !== undefined && (
        <CrudForms
          crud={crud}
          form={form}
          open={open}
          table={table}
          go={go}
          looks={props.fields}
          related={props.related ?? {}}
          onRemove={(row) => setRemoving({ selected: { keys: [row.key] }, count: { count: 1, is: "exact" }, row })}
          onClose={(row) => saved(open, row)}
        />
      )}
      {form !== undefined && removing !== undefined && (
        <RemoveDialog
          crud={crud}
          form={form}
          {...removing}
          onClose={(isRemoved) => {
            setRemoving(undefined);
            if (!isRemoved) return;
            if (removing.row === undefined) table?.selection.clear();
            close();
          }}
        />
      )}
    </div>
  );
}
