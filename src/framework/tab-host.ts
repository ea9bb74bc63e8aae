import { RxError } from "../errors/rx-error.ts";
import type { FileTicket } from "../protocol/crud.ts";
import type { Limits } from "../protocol/limits.ts";
import type { BrowserCommand } from "../protocol/messages.ts";
import type { RowKey } from "../protocol/rows.ts";
import type { EventRun } from "./event-run.ts";
import type { QuerySource } from "./ports/query-source.ts";
import type { RowPrimaryKey } from "./ports/rows-service.ts";
import type { Transfer } from "./ports/transfers.ts";
import type { DeltaBody } from "./body-writer.ts";
import type { EventLoop } from "./event-loop.ts";
import type { SessionStates } from "./session-states.ts";
import type { SessionsOptions } from "./sessions-options.ts";
import type { HostedState, StateHost } from "./state-host.ts";
import type { EventContext } from "./types/server-event.ts";

/** What a host needs of its tab's session. */
export interface TabHostOwner {
  readonly visitor: string;
  readonly states: SessionStates;
  readonly loop: EventLoop;
  /** It has asynchronous getters: commits are to be told to it. */
  follow(): void;
  /** A getter has something to show. */
  hasNews(): void;
  /** Runs `fn` outside the unit of work of the event that runs. */
  outside<T>(fn: () => T): T;
  collect(): DeltaBody;
  post(body: DeltaBody, answer: undefined): void;
  primaryKeys(state: string, name: string, keys: readonly RowKey[]): readonly RowPrimaryKey[];
}

/** A tab, as its States see it. */
export class TabHost implements StateHost {
  readonly #session: TabHostOwner;
  readonly #options: SessionsOptions;
  #rowsNumber = 0;

  constructor(session: TabHostOwner, options: SessionsOptions) {
    this.#session = session;
    this.#options = options;
  }

  get querySource(): QuerySource | undefined {
    return this.#options.querySource;
  }

  get limits(): Limits {
    return this.#options.limits;
  }

  nextRowsNumber(): number {
    return ++this.#rowsNumber;
  }

  follow(): void {
    this.#session.follow();
  }

  settled(): void {
    this.#session.hasNews();
  }

  failed(state: HostedState, getter: string, thrown: unknown): void {
    const { log, random } = this.#options;
    log.error({ id: random(9), getter: `${state.id}.${getter}`, err: thrown }, "A getter failed.");
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

  primaryKeys(state: HostedState, name: string, keys: readonly RowKey[]): readonly RowPrimaryKey[] {
    return this.#session.primaryKeys(state.id, name, keys);
  }

  offerFile(transfer: Transfer): FileTicket {
    const { transfers } = this.#options;
    if (transfers === undefined) throw new RxError("STATE_WITHOUT_SESSION", { what: "files" });
    return transfers.offer(this.#session.visitor, transfer);
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
