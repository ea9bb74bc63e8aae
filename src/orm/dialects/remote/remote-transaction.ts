import { RxError } from "../../../errors/rx-error.ts";
import type { Limits } from "../../../protocol/limits.ts";
import type { TransactionDriver } from "../../session/transaction-driver.ts";
import type { Commits } from "./commits.ts";
import type { RemoteClient, RemotePool } from "./remote-pool.ts";

/** A transaction on a connection of its own. */
export class RemoteTransaction implements TransactionDriver {
  readonly maxWaitMs: number;
  readonly maxCapturedRows: number;
  readonly #pool: RemotePool;
  readonly #guards: boolean;
  #client: RemoteClient | undefined;
  /** Nothing was run yet: undoing a first statement is undoing all. */
  #isFresh = true;
  #hasGuard = false;
  readonly #commits: Commits;
  #told: (() => void) | undefined;

  /** @param guards does a failed statement end the transaction, so that each needs a savepoint before it? */
  constructor(pool: RemotePool, guards: boolean, { limits, commits }: { limits: Limits; commits: Commits }) {
    this.#commits = commits;
    this.#pool = pool;
    this.#guards = guards;
    this.maxWaitMs = limits.writerWaitMs;
    this.maxCapturedRows = limits.maxCapturedRows;
  }

  /** The connection that it runs on. Throws TRANSACTION_ENDED. */
  get client(): RemoteClient {
    if (!this.#client) throw new RxError("TRANSACTION_ENDED", { state: "rolled back" });
    return this.#client;
  }

  async begin(): Promise<void> {
    const client = await this.#pool.acquire();
    try {
      await client.run(script("begin"));
    } catch (error) {
      client.release(true);
      throw error;
    }
    this.#client = client;
  }

  commit(): Promise<void> {
    this.#told = this.#commits.begin();
    return this.#script("commit");
  }

  async rollback(): Promise<void> {
    try {
      await this.#script("rollback");
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
    this.#unguard();
    return this.#script(`savepoint rx_${depth}`);
  }

  keepSavepoint(depth: number): Promise<void> {
    this.#unguard();
    return this.#script(`release savepoint rx_${depth}`);
  }

  undoSavepoint(depth: number): Promise<void> {
    this.#unguard();
    return this.#script(`rollback to savepoint rx_${depth}`);
  }

  /** Runs a write so that its failure, where the app catches it, undoes nothing but itself. */
  async guarded<T>(write: (client: RemoteClient) => Promise<T>): Promise<T> {
    const { client } = this;
    if (!this.#guards) return write(client);
    const isFirst = this.#isFresh;
    this.#isFresh = false;
    if (!isFirst) {
      await this.#script(`${this.#hasGuard ? "release savepoint rx_guard; " : ""}savepoint rx_guard`);
      this.#hasGuard = true;
    }
    try {
      return await write(client);
    } catch (error) {
      await this.#script(isFirst ? "rollback; begin" : "rollback to savepoint rx_guard");
      throw error;
    }
  }

  #unguard(): void {
    this.#isFresh = false;
    this.#hasGuard = false;
  }

  async #script(text: string): Promise<void> {
    await this.client.run(script(text));
  }
}

function script(text: string): { text: string; params: readonly unknown[]; asArrays: boolean } {
  return { text, params: [], asArrays: false };
}
