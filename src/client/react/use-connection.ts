import { useCallback, useSyncExternalStore } from "react";
import type { CloseCode } from "../../protocol/messages.ts";
import { useClient } from "./client-context.ts";

/** What a banner shows. */
export interface ConnectionView {
  /** `closed` and `stopped` do not come back by themselves. */
  readonly phase: "connecting" | "live" | "reconnecting" | "stopped" | "closed";
  /** Milliseconds since 1970 at which this phase began. */
  readonly since: number;
  /** `stopped`: why. */
  readonly code: CloseCode | undefined;
  /** Changes that wait for an answer. */
  readonly waiting: number;
  /** Tries to connect now. */
  readonly retry: () => void;
}

/** The state of the line to the server, for who draws a banner of their own. */
export function useConnection(): ConnectionView {
  const client = useClient();
  const status = useSyncExternalStore(
    useCallback((changed) => client.onStatus(changed), [client]),
    () => client.status,
    () => client.status,
  );
  const waiting = useSyncExternalStore(
    useCallback((changed) => client.onWaiting(changed), [client]),
    () => client.waiting,
    () => client.waiting,
  );
  const retry = useCallback(() => client.retry(), [client]);
  return { phase: status.phase, since: status.since, code: "code" in status ? status.code : undefined, waiting, retry };
}
