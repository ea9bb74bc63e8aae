// Everything the client asks of its surroundings: the DOM in a page (browser-ports.ts), memory in Node and in tests.
import type { Clock } from "../framework/ports/clock.ts";

/** A socket as the client uses it: what `WebSocket` of browsers, of Node and of `ws` have in common. */
export interface ClientSocket {
  addEventListener(type: "open" | "close" | "error", listener: () => void): void;
  addEventListener(type: "message", listener: (event: { readonly data: unknown }) => void): void;
  send(text: string): void;
  close(): void;
}

/** Texts by name: sessionStorage, localStorage, or memory. */
export interface KeyValue {
  get(key: string): string | undefined;
  set(key: string, value: string): void;
  remove(key: string): void;
}

/** The address bar. */
export interface AddressPort {
  /** The query string's values. */
  query(): Readonly<Record<string, string>>;
  /** Writes the query string; `push` makes a step that the back button takes back. */
  writeQuery(query: Readonly<Record<string, string>>, how: "push" | "replace"): void;
  /** Goes to another page of the app, or away. */
  go(to: string): void;
  /** Loads the page anew. */
  reload(): void;
}

/** All of them. */
export interface ClientPorts {
  readonly clock: Clock;
  /** Between 0 and 1. */
  readonly random: () => number;
  readonly socket: (url: string) => ClientSocket;
  /** Lives as long as the tab. */
  readonly storage: KeyValue;
  readonly address: AddressPort;
  /** Calls back when the line may be there again, or may have gone unseen: online, offline, the page seen again. */
  readonly onWake: (callback: () => void) => () => void;
}
