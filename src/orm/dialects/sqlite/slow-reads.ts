// The driver cannot be interrupted, and holds up the whole process while it reads. Statements that may be long run in a child
// process each, which is killed where they take too long or nobody waits for them any more.
import { fork, type ChildProcess } from "node:child_process";
import { RxError } from "../../../errors/rx-error.ts";
import type { SlowAnswer, SlowRead } from "./slow-read.ts";

/** Bounds of slow reads. */
export interface SlowReadLimits {
  /** At the same time; further ones wait. */
  readonly maxSlowReads: number;
  readonly statementTimeoutMs: number;
}

/** How one read is run. */
export interface SlowReadOptions {
  readonly bigints: boolean;
  readonly timeoutMs?: number | undefined;
  /** Nobody waits any more: the read is ended, wherever it is. */
  readonly signal?: AbortSignal | undefined;
}

/** Reads of one SQLite file in child processes. One process is kept warm; others end when they have nothing to do. */
export class SlowReads {
  readonly #file: string;
  readonly #limits: SlowReadLimits;
  readonly #children = new Set<ChildProcess>();
  readonly #waiting: (() => void)[] = [];
  #idle: ChildProcess | undefined;
  #running = 0;
  #isClosed = false;

  constructor(file: string, limits: SlowReadLimits) {
    this.#file = file;
    this.#limits = limits;
  }

  /** Children that are there now. */
  get size(): number {
    return this.#children.size;
  }

  /** Rows as arrays. Throws STATEMENT_TIMEOUT, STATEMENT_CANCELLED, or an error with the driver's code. */
  async rows(text: string, params: readonly unknown[], options: SlowReadOptions): Promise<unknown[][]> {
    await this.#turn(options.signal);
    try {
      return await this.#read({ text, params, bigints: options.bigints }, options);
    } finally {
      this.#running--;
      this.#waiting.shift()?.();
    }
  }

  close(): void {
    this.#isClosed = true;
    for (const child of this.#children) child.kill("SIGKILL");
  }

  async #turn(signal: AbortSignal | undefined): Promise<void> {
    while (this.#running >= this.#limits.maxSlowReads) {
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#waiting.push(resolve);
      const leave = (): void => {
        const at = this.#waiting.indexOf(resolve);
        if (at >= 0) this.#waiting.splice(at, 1);
        resolve();
      };
      signal?.addEventListener("abort", leave, { once: true });
      await promise;
      signal?.removeEventListener("abort", leave);
      if (signal?.aborted) {
        // It may have been its turn at the same moment.
        this.#waiting.shift()?.();
        throw new RxError("STATEMENT_CANCELLED");
      }
    }
    this.#running++;
  }

  #read(
    read: SlowRead,
    { signal, timeoutMs = this.#limits.statementTimeoutMs }: SlowReadOptions,
  ): Promise<unknown[][]> {
    const child = this.#take();
    const { promise, resolve, reject } = Promise.withResolvers<unknown[][]>();
    const end = (error: RxError): void => {
      reject(error);
      child.kill("SIGKILL");
    };
    const onAbort = (): void => end(new RxError("STATEMENT_CANCELLED"));
    const onExit = (): void =>
      reject(this.#isClosed ? new RxError("STATEMENT_CANCELLED") : new Error("the process that read has ended"));
    const onMessage = (message: unknown): void => {
      const answer = message as SlowAnswer; // as: slow-reader.ts is who sends
      if (answer.type === "rows") resolve(answer.rows);
      else if (answer.type === "failed") reject(Object.assign(new Error(answer.message), { code: answer.code }));
    };
    const timer = setTimeout(() => end(new RxError("STATEMENT_TIMEOUT")), timeoutMs);
    child.on("message", onMessage);
    child.once("exit", onExit);
    signal?.addEventListener("abort", onAbort, { once: true });
    hold(child, true);
    if (signal?.aborted) onAbort();
    else child.send(read);
    return promise.finally(() => {
      clearTimeout(timer);
      child.off("message", onMessage);
      child.off("exit", onExit);
      signal?.removeEventListener("abort", onAbort);
      this.#give(child);
    });
  }

  /** The warm child, or a new one. */
  #take(): ChildProcess {
    const warm = this.#idle;
    this.#idle = undefined;
    if (warm?.connected) return warm;
    const program = new URL(import.meta.url.endsWith(".ts") ? "./slow-reader.ts" : "./slow-reader.js", import.meta.url);
    const child = fork(program, [this.#file], { serialization: "advanced", execArgv: [], stdio: "ignore" });
    this.#children.add(child);
    child.once("exit", () => this.#children.delete(child));
    // What cannot be started or asked exits, too.
    child.on("error", () => child.kill("SIGKILL"));
    return child;
  }

  #give(child: ChildProcess): void {
    hold(child, false);
    if (!this.#isClosed && this.#idle === undefined && child.connected && !child.killed) this.#idle = child;
    else child.kill("SIGKILL");
  }
}

/** A child that has nothing to do keeps no process alive. */
function hold(child: ChildProcess, isBusy: boolean): void {
  if (isBusy) {
    child.ref();
    child.channel?.ref();
  } else {
    child.unref();
    child.channel?.unref();
  }
}
