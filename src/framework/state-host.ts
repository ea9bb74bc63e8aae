import type { BrowserCommand } from "../protocol/messages.ts";
import type { RowKey } from "../protocol/rows.ts";
import type { QuerySource } from "./ports/query-source.ts";
import type { RowPrimaryKey } from "./ports/rows-service.ts";
import type { StateCore } from "./state-core.ts";
import type { EventContext } from "./types/server-event.ts";

/** What a State needs of the tab that it lives in. */
export interface StateHost {
  readonly querySource: QuerySource | undefined;
  /** Number of a rows var's query: grows with each new one. */
  nextRowsNumber(): number;
  /** A getter is asynchronous: commits are to be told to its State. */
  follow(): void;
  /** An asynchronous getter has its value: it is to be shown. */
  settled(core: StateCore): void;
  /** An asynchronous getter failed. */
  failed(core: StateCore, getter: string, thrown: unknown): void;
  /** Runs `fn` outside the unit of work of the event that runs: getters see what is committed. */
  outside<T>(fn: () => T): T;
  flush(): Promise<void>;
  get(Class: object): Promise<object>;
  primaryKeys(core: StateCore, name: string, keys: readonly RowKey[]): readonly RowPrimaryKey[];
  command(command: BrowserCommand): void;
  context(): EventContext;
}
