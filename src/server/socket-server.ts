import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { WebSocketServer, type WebSocket } from "ws";
import type { Clock } from "../framework/ports/clock.ts";
import type { Refusals } from "../framework/refusals.ts";
import type { Sessions } from "../framework/ports/sessions.ts";
import type { Limits } from "../protocol/limits.ts";
import type { FrameRules } from "../protocol/parse-frame.ts";
import { guardUpgrade } from "./guard-upgrade.ts";
import type { IsSecureRequest } from "./is-secure-request.ts";
import { SocketLink } from "./socket-link.ts";
import { TabSocket } from "./tab-socket.ts";
import type { VisitorCookie } from "./visitor-cookie.ts";
import { WriteTurn } from "./write-turn.ts";

/** What the sockets of a server need. */
export interface SocketServerOptions {
  readonly sessions: Sessions;
  readonly limits: Limits;
  readonly cookie: VisitorCookie;
  readonly isSecure: IsSecureRequest;
  readonly clock: Clock;
  readonly refusals?: Refusals | undefined;
  readonly onFault: (thrown: unknown) => void;
}

const checkEveryMs = 1_000;
/** A message in more fragments than this is no message of ours: browsers send ours in one. */
const maxFragments = 128;

/** All sockets of one server: the guard at the door, who is in, and signs of life. */
export class SocketServer {
  readonly #options: SocketServerOptions;
  readonly #rules: FrameRules;
  readonly #ws: WebSocketServer;
  readonly #turn = new WriteTurn();
  readonly #open = new Set<TabSocket>();
  readonly #tabsOf = new Map<string, number>();
  #origins: ReadonlySet<string> = new Set();
  #cancelCheck: (() => void) | undefined;
  #onEmpty: (() => void) | undefined;

  constructor(options: SocketServerOptions) {
    this.#options = options;
    const { sessions, limits } = options;
    this.#rules = { limits, allowsLong: (state, event) => sessions.allowsLong(state, event) };
    this.#ws = new WebSocketServer({
      noServer: true,
      // Compression leaks what stands beside an attacker's text, and costs five times the CPU.
      perMessageDeflate: false,
      clientTracking: false,
      maxPayload: limits.maxLongFrameBytes,
      maxFragments,
    });
  }

  /** Sockets that are open. */
  get size(): number {
    return this.#open.size;
  }

  /** Begins to let browsers in that come from these origins. */
  start(origins: ReadonlySet<string>): void {
    this.#origins = origins;
    this.#checkLater();
  }

  /** An HTTP upgrade request, from Node's `upgrade` event. */
  readonly upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    const refusal = guardUpgrade(request, this.#origins);
    if (refusal !== undefined) {
      this.#options.refusals?.count(refusal === 403 ? "bad_origin" : "bad_path");
      return refuse(socket, refusal);
    }
    const isSecure = this.#options.isSecure(request);
    const known = this.#options.cookie.read(request.headers.cookie, isSecure);
    const minted = known === undefined ? this.#options.cookie.mint(isSecure) : undefined;
    if (minted !== undefined) {
      // Browsers take a cookie from the answer to an upgrade like from any other, so no request goes before the socket.
      const add = (headers: string[], of: IncomingMessage): void => {
        if (of === request) headers.push(`Set-Cookie: ${minted.setCookie}`);
      };
      this.#ws.once("headers", add);
      // Both are called within handleUpgrade, or never, where the request is no upgrade after all.
      queueMicrotask(() => this.#ws.off("headers", add));
    }
    const visitor = known ?? minted?.visitor ?? "";
    this.#ws.handleUpgrade(request, socket, head, (ws) => this.#accept(ws, socket, visitor));
  };

  /** Says `restart` to all, and waits until they are gone, at most `graceMs`. */
  async close(graceMs: number): Promise<void> {
    this.#cancelCheck?.();
    this.#origins = new Set();
    for (const tab of this.#open) tab.close("restart");
    if (this.#open.size === 0) return;
    await new Promise<void>((resolve) => {
      const cancel = this.#options.clock.after(graceMs, resolve);
      this.#onEmpty = () => {
        cancel();
        resolve();
      };
    });
  }

  #accept(ws: WebSocket, socket: Duplex, visitor: string): void {
    const { sessions, limits, clock, refusals, onFault } = this.#options;
    const link = new SocketLink(ws, socket, this.#turn, refusals);
    // No frame of the WebSocket protocol, or a larger one than any of ours; `close` follows.
    ws.on("error", () => refusals?.count("bad_message"));
    const tabs = (this.#tabsOf.get(visitor) ?? 0) + 1;
    if (tabs > limits.maxTabsPerSession) return link.close("too_many_tabs");
    this.#tabsOf.set(visitor, tabs);
    const connection = sessions.connect(link, visitor);
    const tab = new TabSocket({ link, connection, rules: this.#rules, now: () => clock.now(), onFault });
    this.#open.add(tab);
    ws.on("message", (data, isBinary) => {
      if (Buffer.isBuffer(data)) tab.receive(data, isBinary);
    });
    socket.on("drain", () => tab.drained());
    ws.on("close", () => {
      this.#open.delete(tab);
      this.#leave(visitor);
      tab.ended();
      if (this.#open.size === 0) this.#onEmpty?.();
    });
  }

  #leave(visitor: string): void {
    const left = (this.#tabsOf.get(visitor) ?? 1) - 1;
    if (left === 0) this.#tabsOf.delete(visitor);
    else this.#tabsOf.set(visitor, left);
  }

  #checkLater(): void {
    this.#cancelCheck = this.#options.clock.after(checkEveryMs, () => {
      for (const tab of this.#open) tab.check(this.#options.limits);
      this.#checkLater();
    });
  }
}

function refuse(socket: Duplex, status: 403 | 404): void {
  const reason = status === 403 ? "Forbidden" : "Not Found";
  socket.end(`HTTP/1.1 ${status} ${reason}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
