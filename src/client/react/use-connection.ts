import { useCallback, useSyncExternalStore } from "react";
import type { ConnectionStatus } from "../connection.ts";
import { useClient } from "./client-context.ts";

/** What a banner shows, and what its buttons do. */
export interface ConnectionView {
  readonly status: ConnectionStatus;
  /** Changes that wait for an answer. */
  readonly waiting: number;
  /** Tries to connect now. */
  readonly retry: () => void;
  /** Loads the page anew: for `stopped`, which does not come back by itself. */
  readonly reload: () => void;
}

// A page in a file was drawn before anybody connected. The browser's first draw must be the same, however far the line
// is by then, or React throws the page away.
const inFile: ConnectionStatus = { phase: "connecting", since: 0 };
const inFileWaiting = 0;

/** The state of the line to the server, for who draws a banner of their own. */
export function useConnection(): ConnectionView {
  const client = useClient();
  const status = useSyncExternalStore(
    useCallback((changed) => client.onStatus(changed), [client]),
    () => client.status,
    () => inFile,
  );
  const waiting = useSyncExternalStore(
    useCallback((changed) => client.onWaiting(changed), [client]),
    () => client.waiting,
    () => inFileWaiting,
  );
  const retry = useCallback(() => client.retry(), [client]);
  const reload = useCallback(() => client.reload(), [client]);
  return { status, waiting, retry, reload };
}
