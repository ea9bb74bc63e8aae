import { and, eq, inArray, lt, lte } from "drizzle-orm";
import type { UnitOfWork, Work, WorkScope } from "../framework/ports/unit-of-work.ts";
import { defaultLimits } from "../protocol/limits.ts";
import type { Answer } from "../protocol/messages.ts";
import { ledger } from "./ledger-table.ts";
import type { DatabaseHandle } from "./session/database-handle.ts";
import type { Transaction } from "./session/transaction.ts";

/** What a unit of work needs beside its database. */
export interface UnitOfWorkOptions {
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  readonly ledgerKeptMs?: number;
}

/**
 * The unit of work on a database: the first write of an event opens one transaction, which ends with the event and holds the
 * ledger row with its answer, so that what was answered and what was written are kept together or not at all.
 */
export function createUnitOfWork(handle: DatabaseHandle, options: UnitOfWorkOptions = {}): UnitOfWork {
  const { now = Date.now, ledgerKeptMs = defaultLimits.ledgerKeptMs } = options;
  const { database } = handle;
  const settled = new Map<string, number>();
  return {
    begin: (scope) => new LedgerWork(handle, scope, now),
    recorded: async (token, ids) => {
      if (ids.length === 0) return [];
      const here = and(eq(ledger.token, token), inArray(ledger.id, [...ids]));
      const rows = await handle.runIn(undefined, async () =>
        database.select().from(ledger).where(here).orderBy(ledger.id),
      );
      return rows.map(({ id, answer }) => (answer === null ? { id, code: "interrupted" as const } : parse(answer)));
    },
    settle: (token, durable) => void settled.set(token, durable),
    sweep: async () => {
      const gone = [...settled];
      settled.clear();
      await handle.runIn(undefined, () =>
        database.transaction(async (tx) => {
          for (const [token, durable] of gone)
            await tx.delete(ledger).where(and(eq(ledger.token, token), lte(ledger.id, durable)));
          await tx.delete(ledger).where(lt(ledger.createdAt, new Date(now() - ledgerKeptMs)));
        }),
      );
    },
  };
}

class LedgerWork implements Work {
  readonly #handle: DatabaseHandle;
  readonly #scope: WorkScope | null;
  readonly #now: () => number;
  readonly #transaction: Transaction;
  #marked = false;

  constructor(handle: DatabaseHandle, scope: WorkScope | null, now: () => number) {
    this.#handle = handle;
    this.#scope = scope;
    this.#now = now;
    this.#transaction = handle.createTransaction();
  }

  get wrote(): boolean {
    return this.#marked || this.#transaction.touched;
  }

  async start(): Promise<void> {
    const scope = this.#scope;
    if (!scope?.effect) return;
    await this.#handle.runIn(undefined, () => this.#insert(scope, null));
    this.#marked = true;
  }

  run<T>(fn: () => T): T {
    return this.#handle.runIn(this.#transaction, fn);
  }

  get heldMs(): number {
    const { openedAt } = this.#transaction;
    return openedAt === undefined ? 0 : performance.now() - openedAt;
  }

  end(): void {
    this.#transaction.end();
  }

  async commit(answer: Answer): Promise<void> {
    const scope = this.#scope;
    try {
      if (scope && this.wrote) await this.run(() => this.#record(scope, answer));
      await this.#transaction.commit();
    } catch (error) {
      await this.#transaction.rollback();
      throw error;
    }
  }

  async rollback(answer?: Answer): Promise<void> {
    await this.#transaction.rollback();
    const scope = this.#scope;
    if (scope && this.#marked && answer) await this.#handle.runIn(undefined, () => this.#record(scope, answer));
  }

  async #record(scope: WorkScope, answer: Answer): Promise<void> {
    const text = JSON.stringify(answer);
    if (!this.#marked) return this.#insert(scope, text);
    await this.#handle.database
      .update(ledger)
      .set({ answer: text })
      .where(and(eq(ledger.token, scope.token), eq(ledger.id, scope.id)));
  }

  async #insert(scope: WorkScope, answer: string | null): Promise<void> {
    const row = { token: scope.token, id: scope.id, answer, createdAt: new Date(this.#now()) };
    await this.#handle.database.insert(ledger).values(row);
  }
}

function parse(answer: string): Answer {
  const read: unknown = JSON.parse(answer);
  return read as Answer; // as: written by #record and nobody else
}
