import { RxError } from "../errors/rx-error.ts";
import type { BrowserCommand } from "../protocol/messages.ts";
import type { RowKey } from "../protocol/rows.ts";
import type { EventRun } from "./event-run.ts";
import type { QuerySource } from "./ports/query-source.ts";
import type { RowPrimaryKey } from "./ports/rows-service.ts";
import type { Session, SessionKeeper } from "./session.ts";
import type { StateCore } from "./state-core.ts";
import type { StateHost } from "./state-host.ts";
import type { EventContext } from "./types/server-event.ts";

/** A tab, as its States see it. */
export class TabHost implements StateHost {
  readonly #session: Session;
  readonly #keeper: SessionKeeper;
  #rowsNumber = 0;

  constructor(session: Session, keeper: SessionKeeper) {
    this.#session = session;
    this.#keeper = keeper;
  }

  get querySource(): QuerySource | undefined {
    return this.#keeper.options.querySource;
  }

  nextRowsNumber(): number {
    return ++this.#rowsNumber;
  }

  follow(): void {
    this.#keeper.follows(this.#session);
  }

  settled(): void {
    this.#session.hasNews();
  }

  failed(core: StateCore, getter: string, thrown: unknown): void {
    const { log, random } = this.#keeper.options;
    log.error({ id: random(9), getter: `${core.id}.${getter}`, err: thrown }, "A getter failed.");
    this.#session.hasNews();
  }

  outside<T>(fn: () => T): T {
    return this.#session.outside(fn);
  }

  async flush(): Promise<void> {
    this.#running("flush()").wasShown = true;
    this.#session.post(
      this.#session.outside(() => this.#session.collect()),
      undefined,
    );
  }

  async get(Class: object): Promise<object> {
    return this.#session.states.byClass(Class).proxy;
  }

  primaryKeys(core: StateCore, name: string, keys: readonly RowKey[]): readonly RowPrimaryKey[] {
    return this.#session.primaryKeys(core.id, name, keys);
  }

  command(command: BrowserCommand): void {
    const run = this.#running("browser");
    run.commands = [...run.commands, command];
  }

  context(): EventContext {
    return this.#running("an event's call");
  }

  #running(what: string): EventRun {
    const { run } = this.#session.loop;
    if (run === undefined) throw new RxError("STATE_WITHOUT_SESSION", { what });
    return run;
  }
}
