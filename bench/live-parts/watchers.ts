import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { WebSocketServer } from "ws";
import type { createRowsService } from "../../src/framework/live/create-rows-service.ts";
import type { SharedFrame } from "../../src/framework/ports/link.ts";
import type { SessionRows } from "../../src/framework/ports/rows-service.ts";
import { SocketLink } from "../../src/server/socket-link.ts";
import { WriteTurn } from "../../src/server/write-turn.ts";

/** A bench that waits for what never comes ends. */
const maxMs = 120_000;

/** So many tabs in another process, each with a real socket and a view of 300 rows at the top. */
export class Watchers {
  /** Frames that were encoded for all. */
  readonly frames = new Set<SharedFrame>();
  readonly #links: SocketLink[] = [];
  readonly #sessions: SessionRows[] = [];
  #child: ChildProcess | undefined;
  #close = (): void => {};
  #told: ((at: number) => void) | undefined;

  async open(rows: ReturnType<typeof createRowsService>, query: unknown, count: number): Promise<void> {
    const server = createServer();
    const turn = new WriteTurn();
    const sockets = new WebSocketServer({ server, perMessageDeflate: false });
    sockets.on("connection", (socket, request) => {
      const link = new SocketLink(socket, request.socket, turn);
      const share = link.sendShared.bind(link);
      link.sendShared = (frame) => {
        this.frames.add(frame);
        share(frame);
      };
      const session = rows.open({ current: () => ({ r: 1, value: query }), link: () => link });
      this.#links.push(link);
      this.#sessions.push(session);
      session.window({ t: "window", id: 1, view: 1, s: "Bench", n: "rows", q: { type: "page", want: 300 } });
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    const child = fork(join(import.meta.dirname, "clients.ts"), [String(port), String(count)]);
    this.#child = child;
    this.#close = () => {
      sockets.close();
      server.close();
      server.closeAllConnections();
    };
    let ready = 0;
    await new Promise<void>((resolve) => {
      child.on("message", (message: { type: string; at: number }) => {
        if (message.type === "told") this.#told?.(message.at);
        else if (++ready === count) resolve();
      });
    });
  }

  /**
   * Milliseconds until the last tab was told of what `write` does, and the longest time meanwhile in which the loop did
   * nothing else. Throws where they are not all told within two minutes.
   */
  async told(write: () => Promise<void>): Promise<{ readonly ms: number; readonly stallMs: number }> {
    const { promise, resolve, reject } = Promise.withResolvers<number>();
    this.#told = resolve;
    const timer = setTimeout(() => reject(new RangeError(`expected all tabs to be told within ${maxMs} ms`)), maxMs);
    const stall = monitorEventLoopDelay({ resolution: 1 });
    stall.enable();
    // It measures from its second turn on.
    await new Promise((next) => setTimeout(next, 10));
    const startedAt = performance.timeOrigin + performance.now();
    await write();
    const ms = (await promise) - startedAt;
    clearTimeout(timer);
    // A stall is seen by the timer after it.
    await new Promise((next) => setTimeout(next, 5));
    stall.disable();
    return { ms, stallMs: stall.max / 1e6 };
  }

  /** Sends each tab what is made for it. */
  async sendEach(make: () => Promise<string>): Promise<void> {
    for (const link of this.#links) link.send(await make());
  }

  close(): void {
    for (const session of this.#sessions) session.close();
    this.#child?.disconnect();
    this.#close();
  }
}
