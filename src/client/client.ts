import type { BrowserCommand, Answer } from "../protocol/messages.ts";
import type { FormMessage } from "../protocol/form.ts";
import type { StateShape } from "../protocol/delta.ts";
import type { ConnectionStatus } from "./connection.ts";
import type { EventPromise } from "./event-promise.ts";
import type { CellEdit } from "./line-items.ts";
import type { PageAddress } from "./page-address.ts";
import type { RowsTraffic } from "./rows-traffic.ts";
import type { VarStore } from "./var-store.ts";

/** A toast that an event asked for, or that tells of a call that failed and that nobody listened to. */
export type Toast = Extract<BrowserCommand, { type: "toast" }>;

/** The browser half of one tab. */
export interface Client {
  /** The vars of the States of the page. */
  readonly vars: VarStore;
  /** Windows of rows. */
  readonly rows: RowsTraffic;
  readonly status: ConnectionStatus;
  /** How many sessions this tab has had: another number, and the numbers of rows from before name nothing any more. */
  readonly sessions: number;
  /** Messages without an answer. */
  readonly waiting: number;
  /** What a browser may do with a State that the page has. */
  shape(state: string): StateShape | undefined;
  /** The form of a model, once it has arrived. */
  form(model: string): FormMessage | undefined;

  /** Opens a page: runs the `onLoad` of its States. Settles when its States are in `vars`. */
  open(page: PageAddress): Promise<void>;
  /** Calls an event. Rejects with a RemoteError. */
  call(state: string, name: string, input?: unknown): EventPromise<unknown>;
  /** Sets a bindable, url or stored var: shows at once, and stays until the server has applied it. */
  set(state: string, name: string, value: unknown, options?: SetOptions): void;
  /** Shows what is typed without sending it yet: an unfinished composition. */
  show(state: string, name: string, value: unknown): void;
  /** The field of a var is left. */
  leave(state: string, name: string): void;
  /** Edits one cell of a view. Resolves with the answer, whatever it is. */
  edit(edit: CellEdit): Promise<Omit<Answer, "id">>;
  /** Resolves when nothing waits for an answer any more. */
  settled(): Promise<void>;

  onStatus(callback: (status: ConnectionStatus) => void): () => void;
  onWaiting(callback: () => void): () => void;
  onForm(callback: (form: FormMessage) => void): () => void;
  /** Who shows toasts; those that came before are handed over at once. */
  onToast(callback: (toast: Toast) => void): () => void;
  /** Who goes to other pages of the app; without one the address bar does. */
  onRedirect(callback: (to: string) => void): () => void;
  /** Tries to reconnect now. */
  retry(): void;
  /** Loads the page anew, with what was typed. */
  reload(): void;
  close(): void;
}

/** How a var is set. */
export interface SetOptions {
  /** By keys in a field that has the focus and will tell when it is left. */
  readonly typing?: true;
}
