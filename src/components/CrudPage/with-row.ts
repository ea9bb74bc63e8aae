// What was asked for is done once, also where the server went away meanwhile: a call that a lost session took along was
// not done (the ledger was asked), and goes again, in the session that followed, on the row that was meant.
import type { Client } from "../../client/client.ts";
import { RemoteError } from "../../client/remote-error.ts";
import type { RowsRef } from "../../client/rows-ref.ts";
import { RxError } from "../../errors/rx-error.ts";
import type { RowKey } from "../../protocol/rows.ts";
import { findRow, onlyThisRow } from "./find-row.ts";
import type { OpenRow } from "./open-row.ts";

/** Which row, of which rows var, told from others by which columns. */
export interface MeantRow {
  readonly client: Client;
  readonly rows: RowsRef;
  /** Names of the key's columns. */
  readonly keyNames: readonly string[];
  readonly row: OpenRow;
}

/**
 * Calls an event that names a row; undefined where the row is gone.
 *
 * @throws RxError ROW_LOST where the session is another one and nothing tells the row from others.
 */
export async function withRow<T>(
  { client, rows, keyNames, row }: MeantRow,
  call: (key: RowKey) => Promise<T>,
): Promise<T | undefined> {
  let shownIn = row.session;
  let key: RowKey | undefined = row.key;
  return again(client, async () => {
    if (shownIn !== client.sessions) {
      const only = onlyThisRow(rows, keyNames, row);
      if (only === undefined) throw new RxError("ROW_LOST");
      key = await findRow(client, rows, only);
      shownIn = client.sessions;
    }
    return key === undefined ? undefined : call(key);
  });
}

/** Makes a call, and once more for each session that was lost under it. */
export async function again<T>(client: Client, call: () => Promise<T>): Promise<T> {
  for (;;) {
    const session = client.sessions;
    try {
      return await call();
    } catch (thrown) {
      if (client.sessions === session || !wasLost(thrown)) throw thrown;
    }
  }
}

function wasLost(thrown: unknown): boolean {
  return thrown instanceof RemoteError && (thrown.result === "gone" || thrown.code === "ROW_NOT_SHOWN");
}
