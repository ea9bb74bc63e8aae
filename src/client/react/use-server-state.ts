import { RxError } from "../../errors/rx-error.ts";
import type { ClientState } from "../../framework/types/client-state.ts";
import type { StateClass } from "../../framework/types/state-class.ts";
import { useStateView } from "./use-state-view.ts";

/**
 * One State of the page, as the browser has it: its vars, its events as functions that return promises, and `bind` for
 * the vars that a field may set. The component is drawn again when a var that it read changes.
 *
 * @example const state = useServerState(Todos);
 *          return <TextInput {...state.bind("title")} />;
 * @throws RxError STATE_NOT_OPEN where the page that is open does not have this State.
 */
export function useServerState<C extends StateClass>(state: C): ClientState<InstanceType<C>> {
  const view: unknown = useStateView(stateIdOf(state));
  // What the class declares is what the server sends: the types are its own, the face reads them by name.
  return view as ClientState<InstanceType<C>>;
}

/** In the browser a State class is a stub that carries its id. */
function stateIdOf(state: unknown): string {
  if (typeof state === "function" && "stateId" in state && typeof state.stateId === "string") return state.stateId;
  throw new RxError("STATE_NOT_OPEN", { found: typeof state === "function" ? state.name : String(state) });
}
