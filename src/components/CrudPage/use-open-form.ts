import { useCallback, useRef, useState } from "react";
import { useClient } from "../../client/react/client-context.ts";
import type { RowKey } from "../../protocol/rows.ts";
import type { TableRow } from "../DataTable/data-table-props.ts";
import { rowValues } from "../DataTable/row-values.ts";
import type { Table } from "../DataTable/table.ts";
import type { Values } from "../ModelForm/draft.ts";
import { besideOf } from "./beside-of.ts";
import { openRow, type OpenRow } from "./open-row.ts";

/** Which form is open. */
export type OpenForm =
  | { readonly type: "new"; readonly initial?: Values }
  /** `cameBy`: from the row before it or after it. */
  | { readonly type: "row"; readonly row: OpenRow; readonly cameBy: 1 | -1 | undefined };

/** The form of a page, and the ways to open, change and close it. */
export interface OpenFormView {
  readonly open: OpenForm | undefined;
  readonly show: (what: { readonly type: "new" } | { readonly type: "row"; readonly row: TableRow }) => void;
  /** Goes on from a row to the one before or after it, and the table with it. */
  readonly go: (from: RowKey, by: 1 | -1) => void;
  /** The focus goes back to where it was, or to the row that was gone on to. */
  readonly close: () => void;
}

/** Keeps which form of a page is open. */
export function useOpenForm(table: Table | undefined): OpenFormView {
  const client = useClient();
  const [open, setOpen] = useState<OpenForm>();
  const opener = useRef<Element>(null);
  const toOpen = (row: TableRow): OpenRow =>
    openRow({ key: row.key, session: client.sessions }, row.cells, table?.columns ?? []);

  const show: OpenFormView["show"] = (what) => {
    opener.current = document.activeElement;
    setOpen(what.type === "new" ? what : { type: "row", row: toOpen(what.row), cameBy: undefined });
  };
  const go: OpenFormView["go"] = (from, by) => {
    const row = table && besideOf(table, from, by);
    if (table === undefined || row === undefined) return;
    setOpen({ type: "row", row: toOpen({ key: row.key, cells: rowValues(table, row) }), cameBy: by });
    table.show(row.key);
  };
  const close = useCallback(() => {
    setOpen(undefined);
    const before = opener.current;
    const isThere = before instanceof HTMLElement && before.isConnected;
    if (open?.type === "row" && (open.cameBy !== undefined || !isThere)) table?.focusRow(open.row.key);
    else if (isThere) before.focus({ preventScroll: true });
  }, [open, table]);
  return { open, show, go, close };
}
