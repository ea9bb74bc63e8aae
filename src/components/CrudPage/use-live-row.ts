import { useEffect, useState } from "react";
import { useClient } from "../../client/react/client-context.ts";
import type { RowsRef } from "../../client/rows-ref.ts";
import { cellValue } from "../../protocol/cell-value.ts";
import { onlyThisRow } from "./find-row.ts";
import { openRow, type OpenRow } from "./open-row.ts";
import { afterMessage, type WatchedRow } from "./watched-row.ts";

/**
 * A row that a form is open on, as it is stored now: another object each time somebody saves it. In another session it is
 * looked up by its key columns, and has another number from then on.
 */
export function useLiveRow(
  rows: RowsRef,
  keyNames: readonly string[],
  opened: OpenRow | undefined,
): OpenRow | undefined {
  const client = useClient();
  const [live, setLive] = useState<{ readonly of: OpenRow; readonly row: OpenRow }>();
  const { state, name, columns } = rows;
  useEffect(() => {
    if (opened === undefined) return;
    let row: WatchedRow = { key: opened.key, block: undefined, cells: undefined };
    let { session } = opened;
    const ask = (): void => {
      if (session === client.sessions) {
        port.ask({ type: "page", at: { keys: [row.key], index: 0 }, want: 1 });
        return;
      }
      const only = onlyThisRow(rows, keyNames, opened);
      if (only !== undefined) port.ask({ type: "page", want: 1, filter: only });
    };
    const port = client.rows.open(state, name, {
      received(message) {
        const found = message.type === "page" ? message.blocks.flatMap((block) => block.rows.keys)[0] : undefined;
        if (session !== client.sessions && found !== undefined) {
          row = { key: found, block: undefined, cells: row.cells };
          ({ sessions: session } = client);
        }
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
        setLive({ of: opened, row: openRow({ key: row.key, session }, Object.fromEntries(values), columns) });
      },
      // The first call comes before there is a port to ask by.
      online: () => queueMicrotask(ask),
      offline() {},
    });
    return () => port.close();
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- of the handle only these parts count
  }, [client, state, name, columns, keyNames, opened]);
  return live !== undefined && live.of === opened ? live.row : opened;
}
