import { useMemo, useSyncExternalStore } from "react";
import { RxError } from "../../errors/rx-error.ts";
import { useClient } from "./client-context.ts";
import { StateView } from "./state-view.ts";

/**
 * The untyped heart of useServerState: what a component sees of one State.
 *
 * @throws RxError STATE_NOT_OPEN where the page that is open does not have it.
 */
export function useStateView(stateId: string): object {
  const client = useClient();
  if (!client.vars.has(stateId)) throw new RxError("STATE_NOT_OPEN", { found: stateId });
  const view = useMemo(() => new StateView(client, stateId), [client, stateId]);
  const version = useSyncExternalStore(view.subscribe, view.snapshot, view.snapshot);
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- the version is what makes the face another one
  return useMemo(() => view.face(), [view, version]);
}
