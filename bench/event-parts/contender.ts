import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { RawSocket } from "./raw-socket.ts";

/** How one server is spoken to. */
export interface Dialect {
  /** File beside this one that serves. */
  readonly file: string;
  readonly path: string;
  /** Brings a new socket to where events can be sent; the number of the next one. */
  greet(socket: RawSocket): Promise<number>;
  /** The frame of event number `id`. */
  event(id: number, name: string): string;
}

/** CPU time of the server for one event, in µs, and how many were answered in a second. */
export interface Cost {
  readonly cpuUs: number;
  readonly perSecond: number;
}

/** A server in a process of its own, with its sockets. */
export class Contender {
  readonly #child: ChildProcess;
  readonly #dialect: Dialect;
  readonly #sockets: { readonly socket: RawSocket; next: number }[];

  private constructor(child: ChildProcess, dialect: Dialect, sockets: { socket: RawSocket; next: number }[]) {
    this.#child = child;
    this.#dialect = dialect;
    this.#sockets = sockets;
  }

  static async start(dialect: Dialect, socketCount: number): Promise<Contender> {
    const child = fork(join(import.meta.dirname, dialect.file));
    const [port] = await once(child, "message");
    const sockets = [];
    for (let index = 0; index < socketCount; index++) {
      const socket = await RawSocket.open(port, dialect.path);
      sockets.push({ socket, next: await dialect.greet(socket) });
    }
    return new Contender(child, dialect, sockets);
  }

  /** Keeps `depth` events of each socket in flight for so long, and measures what the server spent on them. */
  async measure(name: string, depth: number, durationMs: number): Promise<Cost> {
    let isOver = false;
    let answered = 0;
    const done = this.#sockets.map((entry) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      let inFlight = 0;
      const send = (count: number): void => {
        inFlight += count;
        entry.socket.send(...Array.from({ length: count }, () => this.#dialect.event(entry.next++, name)));
      };
      entry.socket.onFrames = (count) => {
        answered += count;
        inFlight -= count;
        if (!isOver) send(count);
        else if (inFlight === 0) resolve();
      };
      send(depth);
      return promise;
    });
    const before = await this.#cpuUs();
    const startedAt = performance.now();
    const countBefore = answered;
    await new Promise((resolve) => setTimeout(resolve, durationMs));
    const events = answered - countBefore;
    const seconds = (performance.now() - startedAt) / 1_000;
    const spent = (await this.#cpuUs()) - before;
    isOver = true;
    await Promise.all(done);
    return { cpuUs: spent / events, perSecond: events / seconds };
  }

  stop(): void {
    for (const { socket } of this.#sockets) socket.close();
    this.#child.kill("SIGTERM");
  }

  async #cpuUs(): Promise<number> {
    this.#child.send("cpu");
    const [us] = await once(this.#child, "message");
    return us;
  }
}
