import type { FormMessage } from "../protocol/form.ts";
import type { Limits } from "../protocol/limits.ts";
import type { PageEntry } from "./page-entry.ts";
import type { Clock } from "./ports/clock.ts";
import type { Log } from "./ports/log.ts";
import type { QuerySource } from "./ports/query-source.ts";
import type { Random } from "./ports/random.ts";
import type { RowsService } from "./ports/rows-service.ts";
import type { Sessions } from "./ports/sessions.ts";
import type { StateStore } from "./ports/state-store.ts";
import type { Transfers } from "./ports/transfers.ts";
import type { UnitOfWork } from "./ports/unit-of-work.ts";
import type { Refusals } from "./refusals.ts";
import type { StateRegistry } from "./state-registry.ts";

/** What the sessions of an app are made of. */
export interface SessionsOptions {
  readonly pages: readonly PageEntry[];
  readonly registry: StateRegistry;
  readonly store: StateStore;
  /** Absent in an app without a database. */
  readonly unitOfWork?: UnitOfWork | undefined;
  readonly querySource?: QuerySource | undefined;
  readonly rows?: RowsService | undefined;
  /** Absent where no server takes the tickets. */
  readonly transfers?: Transfers | undefined;
  /** The form of a State that crud() made; sent once for each socket, before the State. */
  readonly form?: ((Class: object, limits: Limits) => FormMessage | undefined) | undefined;
  readonly clock: Clock;
  readonly random: Random;
  readonly limits: Limits;
  readonly log: Log;
  /** Counts what is refused or slowed. */
  readonly refusals?: Refusals | undefined;
  /** Builds whose pages may connect: the present one, and the one before while its pages are there. */
  readonly builds: readonly string[];
  /** Extra checks that cost time. */
  readonly development: boolean;
}

/** The sessions of an app, with what only the process around them needs. */
export interface AppSessions extends Sessions {
  /**
   * The server half was loaded anew: every State of every tab is made from its present class, keeps the values of the
   * vars that both have, and is sent whole.
   */
  replaceStates(pages: readonly PageEntry[], builds?: readonly string[]): void;
  /** Sessions in memory, away ones too. */
  readonly size: number;
  /** Waits for the events that run, at most `handlerTimeoutMs`, and closes every socket with `restart`. */
  close(): Promise<void>;
}
