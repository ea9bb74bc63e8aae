// The wire of a test: real frames, parsed and limited like on the real one, without a network. A frame is delivered in
// a later microtask than the one it was sent in, and never after its line was cut.
import type { ClientSocket } from "../client/ports.ts";
import type { Code } from "../errors/codes.ts";
import type { SharedFrame } from "../framework/ports/link.ts";
import type { Sessions } from "../framework/ports/sessions.ts";
import type { Limits } from "../protocol/limits.ts";
import type { Bye, CloseCode } from "../protocol/messages.ts";
import { TabSocket, type OwnedLink } from "../server/tab-socket.ts";

/** What a line leads to. */
export interface MemoryLineOptions {
  readonly sessions: Sessions;
  readonly limits: Limits;
  /** Who comes: what the cookie says on a real line. */
  readonly visitor: string;
  readonly onFault: (thrown: unknown) => void;
}

/** The line of one tab: makes its sockets, and can be cut. */
export class MemoryLine {
  readonly #options: MemoryLineOptions;
  #isUp = true;
  #socket: MemorySocket | undefined;

  constructor(options: MemoryLineOptions) {
    this.#options = options;
  }

  /** Opens a socket; while the line is cut it ends at once. */
  readonly socket = (): ClientSocket => {
    this.#socket = new MemorySocket(this.#options);
    if (!this.#isUp) this.#socket.cut();
    return this.#socket;
  };

  /** Nothing reaches the other side any more, also not what is under way. */
  cut(): void {
    this.#isUp = false;
    this.#socket?.cut();
  }

  restore(): void {
    this.#isUp = true;
  }
}

type Listener = (event: { readonly data: unknown }) => void;

/** The browser's end of one socket, and with it the server's. */
class MemorySocket implements ClientSocket {
  readonly #listeners = new Map<string, Listener[]>();
  readonly #tab: TabSocket;
  readonly #link: MemoryLink;
  #isGone = false;

  constructor({ sessions, limits, visitor, onFault }: MemoryLineOptions) {
    const rules = { limits, allowsLong: (state: string, event: string) => sessions.allowsLong(state, event) };
    this.#link = new MemoryLink({
      deliver: (text) => this.#later(() => this.#emit("message", text)),
      receive: (text) => this.#later(() => this.#tab.receive(Buffer.from(text), false)),
      end: () => this.#later(() => this.cut()),
    });
    const connection = sessions.connect(this.#link, visitor);
    this.#tab = new TabSocket({ link: this.#link, connection, rules, now: () => performance.now(), onFault });
    this.#later(() => this.#emit("open"));
  }

  addEventListener(type: string, listener: Listener): void {
    this.#listeners.set(type, [...(this.#listeners.get(type) ?? []), listener]);
  }

  send(text: string): void {
    this.#link.arrive(text);
  }

  close(): void {
    this.#later(() => this.cut());
  }

  /** Ends the socket on both sides; what is under way is lost. */
  cut(): void {
    if (this.#isGone) return;
    this.#isGone = true;
    this.#tab.ended();
    queueMicrotask(() => this.#emit("close"));
  }

  #later(deliver: () => void): void {
    queueMicrotask(() => {
      if (!this.#isGone) deliver();
    });
  }

  #emit(type: string, data?: unknown): void {
    for (const listener of this.#listeners.get(type) ?? []) listener({ data });
  }
}

/** What the server's end does with its socket. */
interface MemoryLinkOptions {
  readonly deliver: (text: string) => void;
  readonly receive: (text: string) => void;
  readonly end: () => void;
}

/** The server's end. */
class MemoryLink implements OwnedLink {
  readonly #options: MemoryLinkOptions;
  #isClosed = false;
  #isPaused = false;
  #unread: string[] = [];

  constructor(options: MemoryLinkOptions) {
    this.#options = options;
  }

  /** Memory takes everything at once. */
  get queuedBytes(): number {
    return 0;
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  get isPaused(): boolean {
    return this.#isPaused;
  }

  /** A frame of the browser. */
  arrive(text: string): void {
    if (this.#isPaused) this.#unread.push(text);
    else this.#options.receive(text);
  }

  send(text: string): void {
    if (!this.#isClosed) this.#options.deliver(text);
  }

  sendShared(frame: SharedFrame): void {
    this.send(frame.text);
  }

  close(code: CloseCode, error?: Code): void {
    if (this.#isClosed) return;
    const bye: Bye = error === undefined ? { t: "bye", code } : { t: "bye", code, error };
    this.send(JSON.stringify(bye));
    this.ended();
    this.#options.end();
  }

  ended(): void {
    this.#isClosed = true;
  }

  pause(): void {
    this.#isPaused = true;
  }

  resume(): void {
    this.#isPaused = false;
    for (const text of this.#unread.splice(0)) this.#options.receive(text);
  }
}
