import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import { join } from "node:path";
import { WebSocketServer } from "ws";
import type { createRowsService } from "../../src/framework/live/create-rows-service.ts";
import type { SharedFrame } from "../../src/framework/ports/link.ts";
import type { SessionRows } from "../../src/framework/ports/rows-service.ts";
import { SocketLink } from "../../src/server/socket-link.ts";
import { WriteTurn } from "../../src/server/write-turn.ts";

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

  /** Milliseconds until the last tab was told of what `write` does. */
  async told(write: () => Promise<void>): Promise<number> {
    const { promise, resolve } = Promise.withResolvers<number>();
    this.#told = resolve;
    const startedAt = performance.timeOrigin + performance.now();
    await write();
    return (await promise) - startedAt;
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
