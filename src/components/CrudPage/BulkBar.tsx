import { ActionBar, Button, CloseButton } from "@mantine/core";
import { IconDownload, IconPencil, IconTrash } from "@tabler/icons-react";
import { useMemo, useState, type ReactNode } from "react";
import type { RowSelection } from "../../protocol/crud.ts";
import type { FormMessage } from "../../protocol/form.ts";
import type { Total } from "../../protocol/rows.ts";
import type { Table } from "../DataTable/table.ts";
import { TableContext, useTable, useTablePart } from "../DataTable/use-table.ts";
import type { FieldLooks } from "../ModelForm/FormFields.tsx";
import { totalText } from "../RefPicker/total-text.ts";
import "./bulk-bar.css";
import { BulkEditDialog } from "./BulkEditDialog.tsx";
import type { CrudView } from "./crud-view.ts";
import { rowsText } from "./removal-text.ts";
import type { ExportView } from "./use-export.ts";
import { useKey } from "./use-key.ts";

/** Rows that something is to be done with, and how many they are. */
export interface ChosenRows {
  readonly selected: RowSelection;
  readonly count: Total;
}

/** Props of BulkBar. */
export interface BulkBarProps {
  readonly crud: CrudView;
  readonly form: FormMessage;
  readonly table: Table;
  readonly looks: FieldLooks | undefined;
  readonly exporting: ExportView;
  /** Is there something over the page? */
  readonly isCovered: boolean;
  readonly onRemove: (rows: ChosenRows) => void;
}

/** What can be done with the rows that are selected; Esc takes the selection away. */
export function BulkBar(props: BulkBarProps): ReactNode {
  return (
    <TableContext value={props.table}>
      <Bar {...props} />
    </TableContext>
  );
}

function Bar({ crud, form, looks, exporting, isCovered, onRemove }: BulkBarProps): ReactNode {
  const table = useTable();
  const { selection } = table;
  const [editing, setEditing] = useState<ChosenRows>();
  const size = useTablePart((part) => part.selection.size);
  const isEverything = useTablePart((part) => part.selection.isEverything);
  const total = useTablePart((part) => part.state.total);
  const isBusy = useTablePart((part) => part.state.busy);
  const fields = useMemo(() => form.fields.filter(({ on }) => on !== "create"), [form]);
  const isOpen = size > 0 || isEverything;
  useKey("escape", isOpen && !isCovered && editing === undefined, () => selection.clear());
  const count: Total = isEverything && total !== undefined ? total : { count: size, is: "exact" };
  const chosen = (): ChosenRows => ({ selected: chosenOf(table), count });
  return (
    <>
      <ActionBar
        opened={isOpen}
        className="rx-bulk"
        aria-label={`Selected ${form.plural.toLowerCase()}`}
        withinPortal={false}
        zIndex={5}
        position={{ bottom: 48, left: 0, right: 0 }}
      >
        <span className="rx-bulk-count rx-numbers" role="status">
          {isEverything && "All "}
          <strong>{totalText(count)}</strong> selected
        </span>
        {!isEverything && total !== undefined && (total.count > size || total.is !== "exact") && (
          <Button
            size="xs"
            variant="transparent"
            className="rx-bulk-all"
            disabled={isBusy}
            onClick={() => selection.selectEverything(table.view.keys)}
          >
            Select all {totalText(total)}
          </Button>
        )}
        <ActionBar.Divider />
        {form.may.update === true && fields.length > 0 && (
          <Action icon={<IconPencil size={16} aria-hidden />} onClick={() => setEditing(chosen())}>
            Edit
          </Action>
        )}
        {form.csv?.export === true && (
          <Action
            icon={<IconDownload size={16} aria-hidden />}
            onClick={() => void exporting.run(isEverything ? undefined : selection.keys)}
          >
            Export
          </Action>
        )}
        {form.may.remove === true && (
          <Action
            isDanger
            icon={<IconTrash size={16} aria-hidden />}
            label={`Delete ${rowsText(form, count)}`}
            onClick={() => onRemove(chosen())}
          >
            Delete
          </Action>
        )}
        <ActionBar.Divider />
        <CloseButton
          size={28}
          aria-label="Clear selection"
          aria-keyshortcuts="Escape"
          onClick={() => selection.clear()}
        />
      </ActionBar>
      {editing !== undefined && (
        <BulkEditDialog
          {...editing}
          crud={crud}
          form={form}
          fields={fields}
          looks={looks ?? {}}
          onClose={() => setEditing(undefined)}
        />
      )}
    </>
  );
}

/** The rows as the server is asked for them. */
function chosenOf({ selection, state }: Table): RowSelection {
  if (!selection.isEverything) return { keys: selection.keys };
  const { filter = null, search } = state.applied;
  return { all: { filter, search } };
}

function Action(props: {
  readonly icon: ReactNode;
  readonly isDanger?: boolean;
  /** Where it says more than what is seen. */
  readonly label?: string;
  readonly onClick: () => void;
  readonly children: string;
}): ReactNode {
  return (
    <Button
      size="xs"
      variant="subtle"
      color={props.isDanger === true ? "red" : "gray"}
      className="rx-bulk-action"
      data-danger={props.isDanger}
      leftSection={props.icon}
      aria-label={props.label}
      onClick={props.onClick}
    >
      {props.children}
    </Button>
  );
}
