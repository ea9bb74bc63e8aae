import { RxError } from "../../errors/rx-error.ts";
import { ChangeSet } from "./change-set.ts";
import type { ChangeHub } from "./change-hub.ts";
import type { TransactionDriver } from "./transaction-driver.ts";
import { WriteQueue } from "./write-queue.ts";

/**
 * A transaction, or a savepoint within one. It opens with its first write; what it has written is told to the hub after the commit
 * of the root, and never after a roll-back.
 */
export class Transaction {
  readonly changes: ChangeSet;
  readonly parent: Transaction | undefined;
  /** That of its root. */
  readonly driver: TransactionDriver;
  readonly #hub: ChangeHub;
  readonly #depth: number;
  /** Held by the savepoint that is open in here, so that two of them cannot get into each other. */
  readonly #turn: WriteQueue;
  #state: "idle" | "open" | "committed" | "rolled back" = "idle";
  #openedAt: number | undefined;
  #opening: Promise<void> | undefined;

  constructor(driver: TransactionDriver, hub: ChangeHub, parent?: Transaction) {
    this.driver = driver;
    this.changes = new ChangeSet(driver.maxCapturedRows);
    this.#hub = hub;
    this.parent = parent;
    this.#depth = parent ? parent.#depth + 1 : 0;
    this.#turn = new WriteQueue(driver.maxWaitMs);
  }

  /** A savepoint in this one. */
  nest(): Transaction {
    return new Transaction(this.driver, this.#hub, this);
  }

  get state(): "idle" | "open" | "committed" | "rolled back" {
    return this.#state;
  }

  /** When it got its turn, by the process's own clock. */
  get openedAt(): number | undefined {
    return this.#openedAt;
  }

  /** Has a write opened it, or is one about to? */
  get touched(): boolean {
    return this.#state !== "idle" || this.#opening !== undefined;
  }

  /** Ends one that nothing has touched. */
  end(): void {
    if (!this.touched) this.#state = "committed";
  }

  isWithin(other: Transaction): boolean {
    return this === other || (this.parent?.isWithin(other) ?? false);
  }

  /** Can a statement run this very moment, without waiting? */
  get ready(): boolean {
    return this.#state === "open" && !this.#turn.held;
  }

  /** Opens it if need be, and waits until no savepoint is open in it. Throws TRANSACTION_ENDED. */
  async untilReady(): Promise<void> {
    await this.open();
    if (this.#turn.held) {
      await this.#turn.acquire();
      this.#turn.release();
    }
    this.#mustBeOpen();
  }

  async open(): Promise<void> {
    if (this.#state === "idle") await (this.#opening ??= this.#begin());
    this.#mustBeOpen();
  }

  async #begin(): Promise<void> {
    const { parent } = this;
    if (parent) {
      await parent.open();
      await parent.#turn.acquire();
      try {
        parent.#mustBeOpen();
        await this.driver.savepoint(this.#depth);
      } catch (error) {
        parent.#turn.release();
        throw error;
      }
    } else await this.driver.begin();
    this.#openedAt = performance.now();
    if (this.#state === "idle") this.#state = "open";
    else await this.#undo(); // Rolled back while it waited for its turn.
  }

  async commit(): Promise<void> {
    await this.#settleOpening();
    if (this.#state === "idle") {
      this.#state = "committed";
      return;
    }
    this.#mustBeOpen();
    const { parent } = this;
    if (parent) {
      parent.#mustBeOpen();
      await this.driver.keepSavepoint(this.#depth);
      this.#state = "committed";
      parent.changes.merge(this.changes);
      parent.#turn.release();
      return;
    }
    const changes = this.changes.toCommitted();
    await this.driver.commit(changes);
    this.#state = "committed";
    // Before the turn is given back, so that commits are told in their order.
    this.#hub.publish(changes);
    this.driver.release();
  }

  /** Undoes it; where it has ended already, nothing happens. */
  async rollback(): Promise<void> {
    if (this.#state === "committed" || this.#state === "rolled back") return;
    const wasOpen = this.#state === "open";
    this.#state = "rolled back";
    if (wasOpen) await this.#undo();
  }

  async #undo(): Promise<void> {
    const { parent } = this;
    if (!parent) {
      try {
        await this.driver.rollback();
      } finally {
        this.driver.release();
      }
      return;
    }
    try {
      if (parent.#state === "open") await this.driver.undoSavepoint(this.#depth);
    } finally {
      parent.#turn.release();
    }
  }

  async #settleOpening(): Promise<void> {
    if (this.#opening) await this.#opening;
  }

  #mustBeOpen(): void {
    if (this.#state !== "open")
      throw new RxError("TRANSACTION_ENDED", { state: this.#state === "idle" ? "rolled back" : this.#state });
    if (this.parent) this.parent.#mustBeOpen();
  }
}
