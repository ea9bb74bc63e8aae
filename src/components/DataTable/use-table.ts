import { createContext, useContext, useEffect, useState, useSyncExternalStore } from "react";
import { RxError } from "../../errors/rx-error.ts";
import { useClient } from "../../client/react/client-context.ts";
import type { RowsRef } from "../../client/rows-ref.ts";
import { Table } from "./table.ts";

/** The table of the components below. */
export const TableContext = createContext<Table | undefined>(undefined);

/** The table around this component, to act on. What is drawn of it is read by useTablePart. */
export function useTable(): Table {
  const table = useContext(TableContext);
  if (table === undefined) throw new RxError("CLIENT_MISSING");
  return table;
}

/** A part of the table around this component; draws again when this part is another one, and not with each row that scrolls by. */
export function useTablePart<T>(part: (table: Table) => T): T {
  const table = useTable();
  const read = (): T => part(table);
  return useSyncExternalStore(table.subscribe, read, read);
}

/** Makes the table of a rows var, and ends it with the component. Undefined for the first draw, which asks for nothing. */
export function useOwnTable(ref: RowsRef): Table | undefined {
  const client = useClient();
  const [table, setTable] = useState<Table>();
  const { state, name } = ref;
  useEffect(() => {
    const made = new Table(client, ref);
    setTable(made);
    return () => made.close();
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- another handle of the same var is another query, not another table
  }, [client, state, name]);
  useEffect(() => table?.setRef(ref), [table, ref]);
  return table;
}
