import fastify, { type FastifyInstance } from "fastify";
import { RxError } from "../errors/rx-error.ts";
import type { Clock } from "../framework/ports/clock.ts";
import type { Log } from "../framework/ports/log.ts";
import type { Refusals } from "../framework/refusals.ts";
import type { Sessions } from "../framework/ports/sessions.ts";
import type { Transfers } from "../framework/ports/transfers.ts";
import type { Limits } from "../protocol/limits.ts";
import { serveFiles } from "./files/serve-files.ts";
import { defineIsSecureRequest } from "./is-secure-request.ts";
import { isLoopback } from "./is-loopback.ts";
import { loopbackOrigins } from "./loopback-origins.ts";
import { Site } from "./pages/site.ts";
import { serveSite } from "./pages/serve-site.ts";
import { SocketServer } from "./socket-server.ts";
import { VisitorCookie } from "./visitor-cookie.ts";

/** What a server is made of. */
export interface ServerOptions {
  readonly sessions: Sessions;
  /** Files that events offer. Absent: none. */
  readonly transfers?: Transfers | undefined;
  readonly limits: Limits;
  /** The app's short name; the cookie carries it. */
  readonly name: string;
  /** Signs the cookie; at least 32 random bytes as text. */
  readonly secret: string;
  /** Who may open the socket. Default: the loopback names with the port in use. */
  readonly origins?: readonly string[] | undefined;
  /** See `trustProxy` in rx.config.ts. Default: false. */
  readonly trustProxy?: boolean | string | undefined;
  readonly clock: Clock;
  readonly log: Log;
  /** Counts what is refused, closed or slowed. */
  readonly refusals?: Refusals | undefined;
  /** The static export and the routes of its pages. Absent: pages come from elsewhere, as in development. */
  readonly site?: { readonly folder: string; readonly routes: readonly string[] } | undefined;
}

/** A server that has been made; it holds nothing before `listen`. */
export interface AppServer {
  /** Opens the port; 0 takes a free one. Throws LISTEN_FAILED, ORIGINS_REQUIRED. */
  listen(where: { readonly port: number; readonly host: string }): Promise<ServerAddress>;
  /** Says goodbye to every tab, so that each comes back by itself, and frees the port. */
  close(): Promise<void>;
  readonly address: ServerAddress | undefined;
}

/** Where a server listens. */
export interface ServerAddress {
  readonly host: string;
  readonly port: number;
  /** As a browser on this machine opens it. */
  readonly url: string;
}

/** How long tabs are waited for when a server closes. */
const closeGraceMs = 2_000;

/** Makes the one process that serves an app's pages and its socket on one port. */
export function createServer(options: ServerOptions): AppServer {
  const { sessions, limits, clock, log } = options;
  const http = fastify({
    logger: false,
    forceCloseConnections: true,
    requestTimeout: limits.uploadTimeoutMs,
    bodyLimit: 64 * 1024,
  });
  const cookie = new VisitorCookie({ app: options.name, secret: options.secret });
  const isSecure = defineIsSecureRequest(options.trustProxy ?? false);
  let origins: ReadonlySet<string> = new Set();
  const sockets = new SocketServer({
    sessions,
    limits,
    cookie,
    isSecure,
    clock,
    refusals: options.refusals,
    onFault: (thrown) => log.error({ err: thrown }, "a message of a tab failed outside any event"),
  });
  http.server.on("upgrade", sockets.upgrade);
  http.get("/_rx/health", () => ({ status: "ok", tabs: sockets.size }));
  if (options.transfers) {
    const { transfers, refusals } = options;
    serveFiles(http, { transfers, cookie, isSecure, origins: () => origins, limits, log, refusals });
  }
  if (options.site) serveSite(http, new Site(options.site.folder, options.site.routes));
  let address: ServerAddress | undefined;

  return {
    get address() {
      return address;
    },
    async listen({ port, host }) {
      if (!isLoopback(host) && options.origins === undefined) throw new RxError("ORIGINS_REQUIRED", { host });
      const taken = await open(http, { port, host });
      address = { host, port: taken, url: `http://${isLoopback(host) ? "localhost" : host}:${taken}` };
      origins = new Set(options.origins ?? loopbackOrigins(taken));
      sockets.start(origins);
      return address;
    },
    async close() {
      await sockets.close(closeGraceMs);
      await http.close();
      address = undefined;
    },
  };
}

async function open(http: FastifyInstance, where: { readonly port: number; readonly host: string }): Promise<number> {
  try {
    await http.listen(where);
  } catch (cause) {
    throw new RxError("LISTEN_FAILED", { ...where, reason: reasonOf(cause) }, { cause });
  }
  const bound = http.server.address();
  return typeof bound === "object" && bound !== null ? bound.port : where.port;
}

function reasonOf(cause: unknown): string {
  const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
  if (code === "EADDRINUSE") return "another program has it";
  if (code === "EACCES") return "this user may not open it";
  return cause instanceof Error ? cause.message : String(cause);
}
