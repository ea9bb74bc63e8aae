import type { FileTicket } from "../protocol/crud.ts";
import type { Limits } from "../protocol/limits.ts";
import type { BrowserCommand } from "../protocol/messages.ts";
import type { RowKey } from "../protocol/rows.ts";
import type { QuerySource } from "./ports/query-source.ts";
import type { RowPrimaryKey } from "./ports/rows-service.ts";
import type { Transfer } from "./ports/transfers.ts";
import type { EventContext } from "./types/server-event.ts";

/** A State as its tab hears of it. */
export interface HostedState {
  readonly id: string;
}

/** What a State needs of the tab that it lives in. */
export interface StateHost {
  readonly querySource: QuerySource | undefined;
  readonly limits: Limits;
  /** Number of a rows var's query: grows with each new one. */
  nextRowsNumber(): number;
  /** A getter is asynchronous: commits are to be told to its State. */
  follow(): void;
  /** An asynchronous getter has its value: it is to be shown. */
  settled(state: HostedState): void;
  /** An asynchronous getter failed. */
  failed(state: HostedState, getter: string, thrown: unknown): void;
  /** Runs `fn` outside the unit of work of the event that runs: getters see what is committed. */
  outside<T>(fn: () => T): T;
  flush(): Promise<void>;
  get(Class: object): Promise<object>;
  primaryKeys(state: HostedState, name: string, keys: readonly RowKey[]): readonly RowPrimaryKey[];
  /** A file for this browser, or from it. */
  offerFile(transfer: Transfer): FileTicket;
  command(command: BrowserCommand): void;
  context(): EventContext;
}
