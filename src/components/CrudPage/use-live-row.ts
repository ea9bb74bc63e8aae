import { useEffect, useState } from "react";
import { useClient } from "../../client/react/client-context.ts";
import type { RowsRef } from "../../client/rows-ref.ts";
import { cellValue } from "../../protocol/cell-value.ts";
import { openRow, type OpenRow } from "./open-row.ts";
import { afterMessage, type WatchedRow } from "./watched-row.ts";

/** A row that a form is open on, as it is stored now: another object each time somebody saves it. */
export function useLiveRow(rows: RowsRef, opened: OpenRow | undefined): OpenRow | undefined {
  const client = useClient();
  const [live, setLive] = useState<OpenRow>();
  const { state, name, columns } = rows;
  const key = opened?.key;
  useEffect(() => {
    if (key === undefined) return;
    let row: WatchedRow = { key, block: undefined, cells: undefined };
    const ask = (): void => void port.ask({ type: "page", at: { keys: [key], index: 0 }, want: 1 });
    const port = client.rows.open(state, name, {
      received(message) {
        const next = afterMessage(row, message);
        if (next === "ask") {
          ask();
          return;
        }
        const { cells } = next;
        const isNew = cells !== undefined && JSON.stringify(cells) !== JSON.stringify(row.cells);
        row = next;
        if (!isNew) return;
        const values = columns.map((column, index) => [column.name, cellValue(column, cells[index])] as const);
        setLive(openRow(key, Object.fromEntries(values), columns));
      },
      // The first call comes before there is a port to ask by.
      online: () => queueMicrotask(ask),
      offline() {},
    });
    return () => port.close();
  }, [client, state, name, columns, key]);
  return live?.key === key ? live : opened;
}
