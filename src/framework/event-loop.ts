// One numbered message at a time, in order. A handler that does not await runs through to its frame without a pause. The
// order at the end: collect what changed, commit the database with the answer, keep the answer, then let it leave.
import type { DeltaBody } from "./body-writer.ts";
import { toWireError } from "../errors/to-wire-error.ts";
import { RxError } from "../errors/rx-error.ts";
import type { Answer, Numbered } from "../protocol/messages.ts";
import { encodeValue } from "../protocol/values.ts";
import { EventQueue } from "./event-queue.ts";
import { EventRun } from "./event-run.ts";
import { resultCodeOf } from "./result-code.ts";
import { settleThenable } from "./settle-thenable.ts";
import type { SessionStates } from "./session-states.ts";
import type { SessionsOptions } from "./sessions-options.ts";

/** What the loop needs of its session. */
export interface EventLoopOwner {
  /** Names the tab in the ledger, for this visitor only. */
  readonly ledgerToken: string;
  /** Runs a message's handler. */
  execute(message: Numbered, run: EventRun): unknown;
  /** What the browser has to be told now. */
  collect(): DeltaBody;
  post(body: DeltaBody, answer: Answer | undefined): void;
  /** Keeps an answer in the store. */
  keep(answer: Answer): void | Promise<void>;
  /** Refuses a State that has grown too large. */
  checkSize(body: DeltaBody): void;
  /** Nothing runs and nothing waits. */
  idle(): void;
  /** So many messages wait. */
  waiting(count: number): void;
  /** The session cannot go on. */
  broken(thrown: unknown): void;
}

/** The events of one tab. */
export class EventLoop {
  readonly #owner: EventLoopOwner;
  readonly #states: SessionStates;
  readonly #options: SessionsOptions;
  readonly #queue = new EventQueue();
  #run: EventRun | undefined;
  #isPumping = false;
  #isStopped = false;
  #idleWaiters: (() => void)[] = [];
  /** One timer for all handlers of the tab: one for each would cost more than most handlers take. */
  #cancelWatch: (() => void) | undefined;

  constructor(owner: EventLoopOwner, states: SessionStates, options: SessionsOptions) {
    this.#owner = owner;
    this.#states = states;
    this.#options = options;
  }

  /** What runs now. */
  get run(): EventRun | undefined {
    return this.#run;
  }

  push(message: Numbered): void {
    // What waits for nobody needs no place in the queue.
    const isNext = this.#run === undefined && this.#queue.length === 0 && !this.#isPumping && !this.#isStopped;
    if (isNext) this.#start(message, false);
    else this.#queue.push(message);
    this.pump();
  }

  /** Nothing is begun any more; what runs may end. */
  stop(): void {
    this.#isStopped = true;
    if (this.#run === undefined) this.#cancelWatch?.();
  }

  /** Resolves when nothing runs. */
  async whenIdle(): Promise<void> {
    // What waits behind it may have begun before we were told.
    while (this.#run !== undefined) await new Promise<void>((resolve) => this.#idleWaiters.push(resolve));
  }

  pump(): void {
    if (this.#isPumping || this.#isStopped) return;
    this.#isPumping = true;
    while (this.#run === undefined) {
      const next = this.#queue.shift();
      if (next === undefined) break;
      this.#start(next.message, next.isSuperseded);
    }
    this.#isPumping = false;
    this.#owner.waiting(this.#queue.length);
    if (this.#run === undefined) this.#owner.idle();
  }

  #start(message: Numbered, isSuperseded: boolean): void {
    const { unitOfWork } = this.#options;
    const { ledgerToken } = this.#owner;
    const isEffect = unitOfWork !== undefined && this.#isEffect(message);
    const scope = { token: ledgerToken, id: message.id };
    const work = isSuperseded ? undefined : unitOfWork?.begin(isEffect ? { ...scope, effect: true } : scope);
    const run = new EventRun(message, ledgerToken, work);
    this.#run = run;
    this.#states.begin();
    if (isSuperseded) return this.#end(run, { id: message.id, code: "stale" });
    let result: unknown;
    try {
      result = isEffect && work !== undefined ? this.#startEffect(run) : this.#execute(run);
    } catch (thrown) {
      return this.#fail(run, thrown);
    }
    if (!(result instanceof Promise)) return this.#succeed(run, result);
    this.#watch(run);
    result.then(
      (value: unknown) => this.#succeed(run, value),
      (thrown: unknown) => this.#fail(run, thrown),
    );
  }

  #isEffect(message: Numbered): boolean {
    return message.t === "event" && this.#states.get(message.s)?.events.get(message.n)?.kind === "effect";
  }

  async #startEffect(run: EventRun): Promise<unknown> {
    await run.work?.start();
    if (run.isOver) return undefined;
    return this.#execute(run);
  }

  #execute(run: EventRun): unknown {
    const { work, message } = run;
    const execute = (): unknown => settleThenable(this.#owner.execute(message, run));
    return work === undefined ? execute() : work.run(execute);
  }

  #watch(run: EventRun): void {
    const { clock, limits } = this.#options;
    run.mustEndAt = clock.now() + limits.handlerTimeoutMs;
    this.#cancelWatch ??= clock.after(limits.handlerTimeoutMs, this.#look);
  }

  readonly #look = (): void => {
    this.#cancelWatch = undefined;
    const run = this.#run;
    if (run?.mustEndAt === undefined) return;
    const leftMs = run.mustEndAt - this.#options.clock.now();
    if (leftMs <= 0) this.#timeOut(run);
    else this.#cancelWatch = this.#options.clock.after(leftMs, this.#look);
  };

  #timeOut(run: EventRun): void {
    if (run.isOver || run.isEnding) return;
    const error = new RxError("EVENT_TIMEOUT", { limit: this.#options.limits.handlerTimeoutMs });
    run.abort(error);
    this.#fail(run, error);
  }

  #succeed(run: EventRun, value: unknown): void {
    if (run.isOver || run.isEnding) return;
    const { id, t } = run.message;
    let answer: Answer;
    try {
      // An edit's result is an answer already.
      const result = t === "edit" && typeof value === "object" ? { id, ...value } : withValue(id, value);
      answer = run.commands.length === 0 ? result : { ...result, commands: run.commands };
    } catch (thrown) {
      return this.#fail(run, thrown);
    }
    this.#end(run, answer);
  }

  #end(run: EventRun, answer: Answer): void {
    run.isEnding = true;
    let body: DeltaBody;
    try {
      body = this.#owner.collect();
      this.#owner.checkSize(body);
    } catch (thrown) {
      return this.#fail(run, thrown, true);
    }
    if (run.work?.wrote !== true) {
      run.work?.end();
      return this.#keep(run, answer, body);
    }
    this.#warnOfHolding(run);
    run.work.commit(answer).then(
      () => this.#keep(run, answer, body),
      (thrown: unknown) => this.#fail(run, thrown, true),
    );
  }

  #warnOfHolding({ message, work }: EventRun): void {
    const { development, limits, log } = this.#options;
    const heldMs = Math.round(work?.heldMs ?? 0);
    if (!development || heldMs <= limits.transactionWarnMs) return;
    log.warn(
      { event: nameOf(message), heldMs },
      "An event kept all others from writing: call other services before its first write, or use event.effect.",
    );
  }

  /** @param wasCollected what it changed counts as told already. */
  #fail(run: EventRun, thrown: unknown, wasCollected = false): void {
    if (run.isOver) return;
    run.isOver = true;
    const answer = this.#toAnswer(run, thrown);
    const undo = (): void => {
      let body: DeltaBody;
      try {
        this.#states.rollBack(run.wasShown || wasCollected);
        body = this.#owner.collect();
      } catch (broken) {
        return this.#owner.broken(broken);
      }
      this.#keep(run, answer, body);
    };
    if (run.work?.wrote !== true) {
      // A handler that ran out of time may still write: from now on it is refused.
      void run.work?.rollback();
      return undo();
    }
    run.isEnding = true;
    run.work.rollback(answer).then(undo, (broken: unknown) => {
      this.#log(run, broken, this.#options.random(9));
      undo();
    });
  }

  #toAnswer(run: EventRun, thrown: unknown): Answer {
    const errorId = this.#options.random(9);
    const error = toWireError(thrown, errorId);
    this.#options.refusals?.count(error.code);
    if (error.id !== undefined) this.#log(run, thrown, errorId);
    return { id: run.message.id, code: resultCodeOf(thrown), error };
  }

  #log(run: EventRun, thrown: unknown, errorId: string): void {
    this.#options.log.error({ id: errorId, event: nameOf(run.message), err: thrown }, "An event failed.");
  }

  #keep(run: EventRun, answer: Answer, body: DeltaBody): void {
    let kept: void | Promise<void>;
    try {
      kept = this.#owner.keep(answer);
    } catch (thrown) {
      return this.#owner.broken(thrown);
    }
    if (kept === undefined) return this.#leave(run, answer, body);
    kept.then(
      () => this.#leave(run, answer, body),
      (thrown: unknown) => this.#owner.broken(thrown),
    );
  }

  #leave(run: EventRun, answer: Answer, body: DeltaBody): void {
    run.isOver = true;
    this.#states.end();
    this.#run = undefined;
    if (this.#isStopped) this.#cancelWatch?.();
    this.#owner.post(body, answer);
    if (this.#idleWaiters.length > 0) for (const resolve of this.#idleWaiters.splice(0)) resolve();
    this.pump();
  }
}

function withValue(id: number, value: unknown): Answer {
  return value === undefined ? { id } : { id, value: encodeValue(value) };
}

function nameOf(message: Numbered): string {
  return "n" in message ? `${message.s}.${message.n}` : message.t;
}
