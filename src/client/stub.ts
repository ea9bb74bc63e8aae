import { RxError } from "../errors/rx-error.ts";

/** What a State class is in the browser: its id. A function, so that React's Fast Refresh takes it for a component. */
export interface StateStub {
  (): never;
  readonly stateId: string;
}

/**
 * Stands for a State class in the browser half of a page.
 *
 * @throws RxError SERVER_CLASS_CALLED when it is called or constructed: the class lives on the server.
 */
export function stub(id: string): StateStub {
  const called = (): never => {
    throw new RxError("SERVER_CLASS_CALLED", { id });
  };
  // A function expression, not an arrow: `new` must reach the message too.
  const state = function (): never {
    return called();
  };
  return Object.assign(state, { stateId: id });
}
