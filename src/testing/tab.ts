import type { InputOfVar, SettableName, ClientView } from "../framework/types/client-state.ts";
import type { RowOf, Rows } from "../framework/types/rows.ts";
import type { Toast } from "../client/client.ts";

/** The rows of one rows var, as a test reads them. */
export interface TabRows<Row> {
  /** Rows `from` … `from + count - 1` in the order of the query, asked over the wire. */
  window(from: number, count: number): Promise<readonly Row[]>;
  /** Keys of the same rows: what events that take row keys want, as those of crud() do. */
  keys(from: number, count: number): Promise<readonly number[]>;
  /** How many rows match, as far as the server has said. */
  total(): Promise<{ readonly count: number; readonly is: "exact" | "at least" | "about" }>;
}

/** What every tab of a test has beside the members of its State. */
export interface TabControls<S> {
  /** Sets a bindable, url or stored var as typing does. Rejects where its schema refuses the value. */
  set<K extends SettableName<S>>(name: K, value: InputOfVar<S, K>): Promise<void>;
  /** Toasts that this tab was shown, oldest first. */
  readonly toasts: readonly Toast[];
  /** Pages that this tab was sent to, oldest first. */
  readonly redirects: readonly string[];
  /** The line breaks: nothing reaches the other side any more, also not what is under way. */
  cut(): void;
  /** The line is back; resolves when the session is. */
  reconnect(): Promise<void>;
  /** Resolves when nothing waits for an answer any more. */
  settled(): Promise<void>;
  /** Closes the tab. */
  [Symbol.asyncDispose](): Promise<void>;
}

type TabMember<T> = T extends Rows<unknown> ? TabRows<RowOf<T>> : T;

/** A browser tab without a browser: the vars and events of its State, and what a test does to it. */
export type Tab<S> = TabControls<S> & {
  readonly [K in keyof ClientView<S>]: TabMember<ClientView<S>[K]>;
};
