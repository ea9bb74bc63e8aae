// The whole protocol on a page. Short keys are for the wire: s = State id, n = name, v = version or value, i = input.
import type { Code } from "../errors/codes.ts";
import type { WireError } from "../errors/to-wire-error.ts";
import type { Patch, StateShape, VarValues } from "./delta.ts";
import type { FormMessage } from "./form.ts";
import type { RowKey, RowsMessage, WindowQuery } from "./rows.ts";

/** How a numbered message ended. */
export type ResultCode =
  | "ok"
  | "rejected"
  | "conflict"
  | "busy"
  | "stale"
  | "interrupted"
  | "gone"
  | "state_too_large"
  | "database_unavailable"
  | "failed";

/** Why a socket was closed. The first six invite a retry, the others do not. */
export type CloseCode =
  | "restart"
  | "slow"
  | "no_pong"
  | "server_error"
  | "resync"
  | "session_changed"
  | "bad_origin"
  | "bad_message"
  | "unauthenticated"
  | "too_many_tabs"
  | "replaced"
  | "protocol_unsupported";

/** What an event asks this browser to do, once. */
export type BrowserCommand =
  | { readonly type: "toast"; readonly message: string; readonly kind: "success" | "info" | "warning" | "error" }
  | { readonly type: "redirect"; readonly to: string };

/** The end of a numbered message. A repeat gets the same again. */
export interface Answer {
  readonly id: number;
  /** Absent: `ok`. */
  readonly code?: ResultCode;
  /** What the event returned, as a tagged value. */
  readonly value?: unknown;
  readonly error?: WireError;
  /** `conflict`: the value that is there now, encoded like a cell. */
  readonly current?: unknown;
  readonly commands?: readonly BrowserCommand[];
  /** Highest id that a crash cannot lose. Absent: this id. */
  readonly d?: number;
}

/** Up: starts or resumes a session; the first message of every socket. */
export interface Hello {
  readonly t: "hello";
  readonly v: number;
  /** Which build of the app the page comes from. */
  readonly build: string;
  readonly token?: string;
  readonly epoch?: string;
  /**
   * Version of the tab's stream that was last applied; 0: everything is wanted whole. Absent: a fresh page, which opens
   * itself next; where another page answers for this token, it is a duplicated tab.
   */
  readonly seen?: number;
  /** Ids that were sent and not answered. */
  readonly pending?: readonly number[];
  readonly stored?: VarValues;
}

/** Up, numbered: one line of ids for each tab, 1, 2, 3 … */
export type Numbered =
  | { readonly t: "event"; readonly id: number; readonly s: string; readonly n: string; readonly i?: unknown }
  | { readonly t: "set"; readonly id: number; readonly s: string; readonly n: string; readonly v: unknown }
  | {
      readonly t: "edit";
      readonly id: number;
      readonly view: number;
      readonly key: RowKey;
      readonly col: string;
      /** Encoded like a cell. */
      readonly v: unknown;
      /** The value that was shown; above 1 KiB `{ sha256 }` of its JSON. */
      readonly was: unknown;
    }
  | {
      readonly t: "open";
      readonly id: number;
      readonly route: string;
      readonly params: Readonly<Record<string, string | readonly string[]>>;
      readonly query: Readonly<Record<string, string>>;
    };

/** Up: a view of a rows var asks for rows. Not numbered: it may be dropped by a newer one. */
export interface WindowMessage {
  readonly t: "window";
  readonly id: number;
  readonly view: number;
  readonly s: string;
  readonly n: string;
  readonly q: WindowQuery;
}

/** Both ways. */
export type Beat = { readonly t: "ping" } | { readonly t: "pong" };

/** Everything a browser sends. */
export type UpMessage = Hello | Numbered | WindowMessage | Beat;

/** Down: the answer to `hello`. */
export interface Welcome {
  readonly t: "welcome";
  readonly token: string;
  /** Changes with every start of a server that has lost its States. */
  readonly epoch: string;
  /** Was the session there? If not, ids restart at 1 and the page is opened again. */
  readonly resumed: boolean;
  readonly last: number;
  readonly durable: number;
  readonly answers: readonly Answer[];
  readonly limits: {
    readonly rate: number;
    readonly windows: number;
    readonly burst: number;
    readonly pending: number;
    readonly frame: number;
  };
}

/** Down: what changed in one stream. Version 1 more than the last one, else the browser asks for a snapshot. */
export interface DeltaMessage {
  readonly t: "delta";
  /** Key of a shared State's stream; absent: the tab's own. */
  readonly k?: string;
  readonly v: number;
  /** These States are whole: what is not in `s` is gone. Applied whatever version was seen. */
  readonly full?: true;
  readonly s?: VarValues;
  readonly p?: readonly Patch[];
  readonly shapes?: Readonly<Record<string, StateShape>>;
  readonly a?: Answer;
}

/** Down: the socket will be closed. */
export interface Bye {
  readonly t: "bye";
  readonly code: CloseCode;
  readonly error?: Code;
}

/** Everything a server sends. */
export type DownMessage = Welcome | DeltaMessage | RowsMessage | FormMessage | Beat | Bye;
