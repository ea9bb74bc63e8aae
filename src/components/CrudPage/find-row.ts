// A row's number lives as long as the session that it was shown in. What tells a row beyond it is its primary key: by
// that it is looked up again, under the conditions of the rows var like any other row.
import type { Client } from "../../client/client.ts";
import { RemoteError } from "../../client/remote-error.ts";
import type { RowsRef } from "../../client/rows-ref.ts";
import { encodeValue } from "../../protocol/values.ts";
import type { Filter, RowKey } from "../../protocol/rows.ts";
import type { OpenRow } from "./open-row.ts";

/** The condition that only this row meets, as it is sent; undefined where its key is not shown, or may not be asked for. */
export function onlyThisRow(rows: RowsRef, keyNames: readonly string[], row: OpenRow): Filter | undefined {
  const parts = keyNames.map((name): Filter | undefined => {
    const value = row.values[name];
    const mayAsk = rows.columns.find((column) => column.name === name)?.filter === true;
    return mayAsk && value !== undefined && value !== null ? { col: name, op: "eq", value } : undefined;
  });
  const [first, ...more] = parts.filter((part) => part !== undefined);
  if (first === undefined || more.length + 1 < parts.length) return undefined;
  return encodeValue(more.length === 0 ? first : { all: [first, ...more] }) as Filter; // as: encoding keeps the shape of plain objects
}

/** Looks a row up, as soon as the line is there: its number in this session, or undefined where it is gone. */
export function findRow(client: Client, { state, name }: RowsRef, only: Filter): Promise<RowKey | undefined> {
  const { promise, resolve, reject } = Promise.withResolvers<RowKey | undefined>();
  const ask = (): void => void port.ask({ type: "page", want: 1, filter: only });
  const port = client.rows.open(state, name, {
    received(message) {
      if (message.type === "page") resolve(message.blocks.flatMap(({ rows }) => rows.keys)[0]);
      else if (message.type === "gone") ask();
      else if (message.type === "failed") reject(new RemoteError({ code: "failed", error: message.error }));
    },
    // The first call comes before there is a port to ask by.
    online: () => queueMicrotask(ask),
    offline() {},
  });
  return promise.finally(() => port.close());
}
