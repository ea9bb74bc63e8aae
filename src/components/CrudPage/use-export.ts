import { useState } from "react";
import { downloadFile } from "../../client/files/download-file.ts";
import type { FormMessage } from "../../protocol/form.ts";
import type { RowKey, Total } from "../../protocol/rows.ts";
import type { Table } from "../DataTable/table.ts";
import { refusalOf } from "../ModelForm/refusal-of.ts";
import { showToast } from "../Toast/show-toast.ts";
import type { CrudView } from "./crud-view.ts";
import { rowsText } from "./removal-text.ts";
import { shownRows } from "./shown-rows.ts";

/** An export of a page. */
export interface ExportView {
  readonly isBusy: boolean;
  /** Exports what the table shows; with keys only these rows of it. */
  readonly run: (keys?: readonly RowKey[]) => Promise<void>;
}

/** Exports the rows of a table as the reader sees them: the browser saves the file as it comes in. */
export function useExport(crud: CrudView, form: FormMessage | undefined, table: Table | undefined): ExportView {
  const [isBusy, setBusy] = useState(false);
  const run: ExportView["run"] = async (keys) => {
    if (table === undefined || form === undefined || isBusy) return;
    setBusy(true);
    try {
      const total: Total | undefined = keys === undefined ? table.state.total : { count: keys.length, is: "exact" };
      const ticket = await crud.exportCsv(shownRows(table, keys));
      downloadFile(ticket);
      const rows = total === undefined ? form.plural.toLowerCase() : rowsText(form, total);
      showToast({ kind: "info", message: `Exporting ${rows} to ${ticket.name}` });
    } catch (thrown) {
      showToast({ kind: "error", title: "Nothing was exported", message: refusalOf(thrown).message });
    } finally {
      setBusy(false);
    }
  };
  return { isBusy, run };
}
