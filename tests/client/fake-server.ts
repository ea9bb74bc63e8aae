// For tests: the other end of the socket, and time, in a test's hand.
import type { Clock } from "../../src/framework/ports/clock.ts";
import type { DownMessage, UpMessage, Welcome } from "../../src/protocol/messages.ts";
import type { ClientSocket } from "../../src/client/ports.ts";

/** Time that moves when it is told to. */
export class FakeClock implements Clock {
  #now = 1_000_000;
  #timers: { at: number; callback: () => void }[] = [];

  now(): number {
    return this.#now;
  }

  after(ms: number, callback: () => void): () => void {
    const timer = { at: this.#now + ms, callback };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  /** Lets time pass; what is due is called in order. */
  pass(ms: number): void {
    const end = this.#now + ms;
    for (;;) {
      const due = this.#timers.filter((timer) => timer.at <= end).toSorted((a, b) => a.at - b.at)[0];
      if (due === undefined) break;
      this.#timers = this.#timers.filter((timer) => timer !== due);
      this.#now = Math.max(this.#now, due.at);
      due.callback();
    }
    this.#now = end;
  }
}

/** One socket, seen from the server. */
export class FakeSocket implements ClientSocket {
  readonly received: UpMessage[] = [];
  closed = false;
  readonly #listeners: Record<string, ((event: { readonly data: unknown }) => void)[]> = {};

  addEventListener(type: string, listener: (event: { readonly data: unknown }) => void): void {
    (this.#listeners[type] ??= []).push(listener);
  }

  send(text: string): void {
    this.received.push(JSON.parse(text) as UpMessage);
  }

  close(): void {
    this.closed = true;
  }

  open(): void {
    this.#emit("open", undefined);
  }

  /** The line breaks. */
  cut(): void {
    this.#emit("close", undefined);
  }

  say(message: DownMessage): void {
    this.#emit("message", JSON.stringify(message));
  }

  /** Messages of one kind, in the order in which they came. */
  of<T extends UpMessage["t"]>(t: T): Extract<UpMessage, { t: T }>[] {
    return this.received.filter((message): message is Extract<UpMessage, { t: T }> => message.t === t);
  }

  #emit(type: string, data: unknown): void {
    for (const listener of this.#listeners[type] ?? []) listener({ data });
  }
}

/** Sockets in the order in which the client opened them. */
export class FakeServer {
  readonly clock = new FakeClock();
  readonly sockets: FakeSocket[] = [];

  readonly socket = (): ClientSocket => {
    const socket = new FakeSocket();
    this.sockets.push(socket);
    return socket;
  };

  /** The newest socket. */
  get last(): FakeSocket {
    const socket = this.sockets.at(-1);
    if (socket === undefined) throw new Error("no socket was opened");
    return socket;
  }

  /** Opens the newest socket and welcomes its client. */
  welcome(changes: Partial<Welcome> = {}): FakeSocket {
    const socket = this.last;
    socket.open();
    socket.say({ ...welcome, ...changes });
    return socket;
  }
}

const welcome: Welcome = {
  t: "welcome",
  token: "token-1",
  epoch: "epoch-1",
  resumed: false,
  last: 0,
  durable: 0,
  answers: [],
  limits: { rate: 50, windows: 20, burst: 100, pending: 64, frame: 65_536 },
};
