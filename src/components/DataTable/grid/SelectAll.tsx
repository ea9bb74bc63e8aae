import { useEffect, useRef, type ReactNode } from "react";
import type { Table } from "../table.ts";
import { TableContext, useTable, useTablePart } from "../use-table.ts";

/** The header's check box: selects what is loaded, and says whether all, some or none of it is. */
export function SelectAll({ table }: { readonly table: Table }): ReactNode {
  return (
    <TableContext value={table}>
      <Box />
    </TableContext>
  );
}

function Box(): ReactNode {
  const table = useTable();
  const box = useRef<HTMLInputElement>(null);
  const state = useTablePart(({ selection, view }) => selection.state(view.keys));
  useEffect(() => {
    if (box.current !== null) box.current.indeterminate = state === "some";
  }, [state]);
  return (
    <input
      ref={box}
      type="checkbox"
      className="rx-check"
      aria-label="Select the loaded rows"
      tabIndex={-1}
      checked={state === "all"}
      onChange={() => table.selection.toggleAll(table.view.keys)}
    />
  );
}
