import type { Answer, Numbered, WindowMessage } from "../../protocol/messages.ts";
import type { RowKey } from "../../protocol/rows.ts";
import type { Link } from "./link.ts";

/** The live rows of a process: every session opens its views on it. Implemented in framework/live. */
export interface RowsService {
  open(session: RowsSession): SessionRows;
}

/** What the rows of a session need of it. */
export interface RowsSession {
  /** The rows var as last shown to this tab: its number (`~r`) and the value that its getter returned. */
  current(state: string, name: string): { readonly r: number; readonly value: unknown } | undefined;
  /** The socket of the moment; undefined while the tab is away. */
  link(): Link | undefined;
}

/** The rows that one session watches. */
export interface SessionRows {
  window(message: WindowMessage): void;
  /** An edit of one cell; runs inside the event's unit of work. Throws an RxError where it is refused. */
  edit(message: Extract<Numbered, { t: "edit" }>): Promise<Pick<Answer, "code" | "current" | "value">>;
  /** Rows vars whose query changed in the delta that leaves now: their open views are paged anew, from the top. */
  changed(state: string, names: readonly string[]): void;
  /**
   * The primary keys behind row keys of a rows var, by table name in the database and column, in their order; for events
   * that take row keys, as those of crud() do. Throws ROW_NOT_SHOWN for a key that this session was never shown.
   */
  primaryKeys(state: string, name: string, keys: readonly RowKey[]): readonly RowPrimaryKey[];
  /** The bytes that were queued have left: views that were too slow for pushes are told to ask anew. */
  drained(): void;
  /** The socket went: nothing is watched any more; keys that were shown stay known, so that the tab can ask by them. */
  detach(): void;
  close(): void;
}

/** The primary key of a row: of each table in it, its key columns by the names that the model gives them. */
export type RowPrimaryKey = Readonly<Record<string, Readonly<Record<string, unknown>>>>;
