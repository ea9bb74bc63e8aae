import { useCallback, useState } from "react";
import { useClient } from "../../client/react/client-context.ts";
import { RxError } from "../../errors/rx-error.ts";
import type { RowSelection } from "../../protocol/crud.ts";

/** Makes a call about rows that are selected now. */
export type InSession = <T>(call: () => Promise<T>) => Promise<T>;

/**
 * Calls about rows that were selected when this was drawn first: what was selected by its key in a session that is lost
 * cannot be told from other rows, and is refused with ROW_LOST.
 */
export function useSameSession(selected: RowSelection): InSession {
  const client = useClient();
  const [shownIn] = useState(client.sessions);
  const hasKeys = "keys" in selected;
  return useCallback(
    async (call) => {
      const isLost = (): boolean => hasKeys && client.sessions !== shownIn;
      if (isLost()) throw new RxError("ROW_LOST");
      try {
        return await call();
      } catch (thrown) {
        throw isLost() ? new RxError("ROW_LOST") : thrown;
      }
    },
    [client, shownIn, hasKeys],
  );
}
