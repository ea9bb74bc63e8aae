import { RxError } from "../../../errors/rx-error.ts";
import type { CommittedChange } from "../../../framework/ports/change-feed.ts";
import type { Limits } from "../../../protocol/limits.ts";
import type { TransactionDriver } from "../../session/transaction-driver.ts";
import type { Commits } from "./commits.ts";
import { lostWrite } from "./lost-write.ts";
import type { RemoteDialect } from "./remote-dialect.ts";
import type { RemoteClient, RemotePool } from "./remote-pool.ts";

/** What a transaction is made with, beside its connections. */
export interface RemoteTransactionOptions {
  readonly limits: Limits;
  readonly commits: Commits;
  /** Commits, and tells other processes. */
  commit(this: void, client: RemoteClient, changes: readonly CommittedChange[]): Promise<void>;
}

type Step<T> = (client: RemoteClient) => Promise<T>;

/**
 * A transaction on a connection of its own. Its statements run one after another, each with the savepoint that it needs: what fails
 * undoes nothing but itself, and a transaction that the server has ended takes nothing more.
 */
export class RemoteTransaction implements TransactionDriver {
  readonly maxWaitMs: number;
  readonly maxCapturedRows: number;
  readonly #pool: RemotePool;
  readonly #dialect: RemoteDialect;
  readonly #commits: Commits;
  readonly #commit: RemoteTransactionOptions["commit"];
  #client: RemoteClient | undefined;
  #told: (() => void) | undefined;
  /** The step before, which the next one waits for. */
  #last: Promise<unknown> = Promise.resolve();
  /** Nothing was written or held yet: undoing is beginning anew. */
  #isFresh = true;
  /** The savepoint `rx_guard`: there, and nothing was written since. */
  #guard: "none" | "used" | "clean" = "none";
  /** Why the server has ended it. */
  #endedBy: unknown;

  constructor(pool: RemotePool, dialect: RemoteDialect, { limits, commits, commit }: RemoteTransactionOptions) {
    this.#commits = commits;
    this.#commit = commit;
    this.#pool = pool;
    this.#dialect = dialect;
    this.maxWaitMs = limits.writerWaitMs;
    this.maxCapturedRows = limits.maxCapturedRows;
  }

  async begin(): Promise<void> {
    for (let isAgain = false; ; isAgain = true) {
      const client = await this.#pool.acquire();
      try {
        await client.run(script("begin"));
        this.#client = client;
        return;
      } catch (error) {
        client.release(true);
        // It was lost while nobody used it: nothing is done yet, and another one is as good.
        if (isAgain || !this.#dialect.isLost(error)) throw this.#dialect.toError(error, undefined, "begin");
      }
    }
  }

  async commit(changes: readonly CommittedChange[]): Promise<void> {
    await this.#inTurn(async () => {
      this.#told = this.#commits.begin();
      const { client } = this;
      try {
        await this.#commit(client, changes);
      } catch (error) {
        if (!this.#dialect.isLost(error)) throw this.#dialect.toError(error, undefined, "commit");
        throw lostWrite(error);
      }
    });
  }

  async rollback(): Promise<void> {
    await this.#last.catch(() => undefined);
    try {
      await this.#client?.run(script("rollback"));
    } catch {
      // A connection that was lost has taken its transaction with it.
      this.#client?.release(true);
      this.#client = undefined;
    }
  }

  release(): void {
    this.#told?.();
    this.#client?.release();
    this.#client = undefined;
  }

  savepoint(depth: number): Promise<void> {
    return this.#savepoint(`savepoint rx_${depth}`);
  }

  keepSavepoint(depth: number): Promise<void> {
    return this.#savepoint(`release savepoint rx_${depth}`);
  }

  async undoSavepoint(depth: number): Promise<void> {
    // With the whole, this part of it is undone, too.
    if (this.#endedBy === undefined) await this.#savepoint(`rollback to savepoint rx_${depth}`);
  }

  /** Runs what writes or holds rows; `inSteps`: by several statements, all of which are undone where one fails. */
  write<T>(step: Step<T>, inSteps: boolean): Promise<T> {
    return this.#inTurn(() => this.#guarded(step, { writes: true, guards: inSteps }));
  }

  /** Runs what only reads. */
  read<T>(step: Step<T>): Promise<T> {
    return this.#inTurn(() => this.#guarded(step, { writes: false, guards: false }));
  }

  async #guarded<T>(step: Step<T>, how: { readonly writes: boolean; readonly guards: boolean }): Promise<T> {
    const { client } = this;
    const guards = how.guards || this.#dialect.failureEndsTransaction;
    const isFresh = this.#isFresh;
    if (guards && !isFresh && this.#guard !== "clean") {
      await this.#scripts(client, [
        ...(this.#guard === "used" ? ["release savepoint rx_guard"] : []),
        "savepoint rx_guard",
      ]);
      this.#guard = "clean";
    }
    if (how.writes) this.#isFresh = false;
    try {
      const result = await step(client);
      if (how.writes && this.#guard === "clean") this.#guard = "used";
      return result;
    } catch (error) {
      const { endsTransaction, isLost } = this.#dialect;
      if (endsTransaction(error) || isLost(error)) this.#endedBy = this.#dialect.toError(error, undefined, "");
      else if (guards) await this.#undo(isFresh ? ["rollback", "begin"] : ["rollback to savepoint rx_guard"]);
      throw error;
    }
  }

  async #undo(texts: readonly string[]): Promise<void> {
    try {
      if (this.#client) await this.#scripts(this.#client, texts);
    } catch (error) {
      // What the statement failed of is told, not this; nothing more can be done in here.
      this.#endedBy = this.#dialect.toError(error, undefined, texts.join("; "));
    }
  }

  /** Statements without values: in one go where the server takes several at once. */
  async #scripts(client: RemoteClient, texts: readonly string[]): Promise<void> {
    const inOneGo = this.#dialect.takesSeveralStatements ? [texts.join("; ")] : texts;
    for (const text of inOneGo) await client.run(script(text));
  }

  /** The connection that it runs on. Throws TRANSACTION_ENDED, or whatever has ended it. */
  get client(): RemoteClient {
    if (this.#endedBy !== undefined) throw this.#endedBy;
    if (!this.#client) throw new RxError("TRANSACTION_ENDED", { state: "rolled back" });
    return this.#client;
  }

  async #savepoint(text: string): Promise<void> {
    await this.#inTurn(async () => {
      this.#isFresh = false;
      this.#guard = "none";
      try {
        await this.client.run(script(text));
      } catch (error) {
        throw this.#dialect.toError(error, undefined, text);
      }
    });
  }

  #inTurn<T>(step: () => Promise<T>): Promise<T> {
    const mine = this.#last.then(step, step);
    this.#last = mine;
    // Whoever asked for it hears of its failure.
    mine.catch(() => undefined);
    return mine;
  }
}

function script(text: string): { text: string; params: readonly unknown[]; asArrays: boolean } {
  return { text, params: [], asArrays: false };
}
