import { RxError } from "../errors/rx-error.ts";
import { Browser } from "./browser.ts";
import { classShapeOf } from "./class-shape.ts";
import { StateCore } from "./state-core.ts";
import type { OtherState, StateClass } from "./types/state-class.ts";

/**
 * The base of every State: a class whose fields are vars, whose getters are computed vars and whose `event(…)` fields are
 * what the browser may call. One instance for each browser tab. What begins with `_` or `#` never leaves the server.
 *
 * @example
 * class Counter extends State {
 *   count = 0;
 *   add = event(() => { this.count += 1; });
 * }
 */
export abstract class State {
  constructor() {
    const core = new StateCore(this, classShapeOf(new.target, State.prototype));
    // A builder: the proxy stands for this very object, subclass fields and `#private` members land on it.
    return core.proxy as this;
  }

  /** Shows the browser what has changed so far, while the event goes on. */
  protected flush(): Promise<void> {
    return hostOf(this, "flush()").flush();
  }

  /** Another State of this tab, made where it is not there yet. */
  protected async get<C extends StateClass>(Other: C): Promise<OtherState<C>> {
    const other = await hostOf(this, "get()").get(Other);
    // A builder: the host makes an instance of the class that it is given.
    return other as OtherState<C>;
  }

  /** Commands to the browser: `toast`, `redirect`. */
  protected get browser(): Browser {
    const host = hostOf(this, "browser");
    return new Browser((command) => host.command(command));
  }
}

function hostOf(state: object, what: string): NonNullable<StateCore["host"]> {
  const { host } = StateCore.of(state);
  if (host === undefined) throw new RxError("STATE_WITHOUT_SESSION", { what });
  return host;
}
