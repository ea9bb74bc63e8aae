// Files beside the socket. At the door: our own page, the visitor's cookie, a ticket that works once, so many at a time.
import { once } from "node:events";
import { setImmediate } from "node:timers/promises";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { RxError } from "../../errors/rx-error.ts";
import { toWireError } from "../../errors/to-wire-error.ts";
import { filePath } from "../../framework/create-transfers.ts";
import type { Log } from "../../framework/ports/log.ts";
import type { Download, Transfers, Upload } from "../../framework/ports/transfers.ts";
import type { Refusals } from "../../framework/refusals.ts";
import type { Limits } from "../../protocol/limits.ts";
import type { IsSecureRequest } from "../is-secure-request.ts";
import type { VisitorCookie } from "../visitor-cookie.ts";
import { isFromOurPage } from "./is-from-our-page.ts";
import { spoolFile } from "./spool-file.ts";
import { Turns } from "./turns.ts";

/** What files are served with. */
export interface ServeFilesOptions {
  readonly transfers: Transfers;
  readonly cookie: VisitorCookie;
  readonly isSecure: IsSecureRequest;
  /** Who may come; known when the port is open. */
  readonly origins: () => ReadonlySet<string>;
  readonly limits: Limits;
  readonly log: Log;
  readonly refusals?: Refusals | undefined;
}

const headers = { "cache-control": "no-store", "x-content-type-options": "nosniff" };

/** Answers `GET` and `POST` of `/_rx/file/<ticket>`. */
export function serveFiles(http: FastifyInstance, options: ServeFilesOptions): void {
  const { transfers, limits } = options;
  const turns = new Turns(limits.maxTransfers);
  // The body is taken as it comes, whatever the browser calls it.
  void http.register(async (files) => {
    files.removeAllContentTypeParsers();
    files.addContentTypeParser("*", (_request, payload, done) => done(null, payload));
    files.get(`${filePath}:ticket`, (request, reply) =>
      guarded(request, reply, "download", (download) => fetchFile(download, reply, limits)),
    );
    files.post(`${filePath}:ticket`, { bodyLimit: Number.MAX_SAFE_INTEGER }, (request, reply) =>
      guarded(request, reply, "upload", (upload) => takeFile(upload, { request, reply, limits })),
    );
  });

  async function guarded<T extends "download" | "upload">(
    request: FastifyRequest,
    reply: FastifyReply,
    type: T,
    serve: (transfer: Extract<Download | Upload, { type: T }>) => Promise<void>,
  ): Promise<FastifyReply> {
    try {
      const { visitor, ticket } = enter(request);
      const transfer = transfers.take(visitor, ticket, type);
      if (transfer?.type !== type) throw new RxError("TICKET_INVALID");
      const leave = turns.enter(visitor);
      try {
        // as: its type was compared
        await serve(transfer as Extract<Download | Upload, { type: T }>);
      } finally {
        leave();
      }
      return reply;
    } catch (thrown) {
      return refuse(reply, thrown);
    }
  }

  function enter(request: FastifyRequest): { readonly visitor: string; readonly ticket: string } {
    if (!isFromOurPage(request.raw, options.origins())) throw new RxError("FILE_REFUSED");
    const visitor = options.cookie.read(request.headers.cookie, options.isSecure(request.raw));
    if (visitor === undefined) throw new RxError("TICKET_INVALID");
    return { visitor, ticket: request.url.slice(filePath.length) };
  }

  function refuse(reply: FastifyReply, thrown: unknown): FastifyReply {
    if (!(thrown instanceof RxError) || thrown.status >= 500) {
      options.log.error({ err: thrown, errorId: reply.request.id }, "A file failed.");
    }
    const error = toWireError(thrown, reply.request.id);
    options.refusals?.count(error.code);
    if (reply.raw.headersSent) {
      // What has left cannot be taken back: the browser must see that it is not the whole file.
      reply.raw.destroy();
      return reply;
    }
    const status = thrown instanceof RxError ? thrown.status : 500;
    // A body that nobody reads any more would keep the line busy.
    return reply
      .code(status)
      .headers({ ...headers, connection: "close" })
      .send(error);
  }
}

async function fetchFile(file: Download, reply: FastifyReply, limits: Limits): Promise<void> {
  const fields = {
    ...headers,
    "content-type": file.contentType,
    "content-disposition": `attachment; filename="${asciiName(file.name)}"; filename*=UTF-8''${encodeURIComponent(file.name)}`,
  };
  await send(reply, (signal) => file.body(signal), { fields, idleMs: limits.transferIdleMs });
}

interface Taking {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly limits: Limits;
}

async function takeFile(upload: Upload, { request, reply, limits }: Taking): Promise<void> {
  const length = Number(request.headers["content-length"] ?? 0);
  if (length > upload.maxBytes) throw new RxError("FILE_TOO_LARGE", { limit: upload.maxBytes });
  const idleMs = limits.transferIdleMs;
  await using file = await spool(request, { maxBytes: upload.maxBytes, idleMs });
  const fields = {
    ...headers,
    "content-type": "application/x-ndjson; charset=utf-8",
    // Proxies would wait for the whole answer, lines of progress and all.
    "x-accel-buffering": "no",
  };
  await send(reply, (signal) => lines(upload.receive(file, signal)), { fields, idleMs });
}

async function spool(
  { raw }: FastifyRequest,
  { maxBytes, idleMs }: { readonly maxBytes: number; readonly idleMs: number },
): ReturnType<typeof spoolFile> {
  const { socket } = raw;
  const end = (): void => void socket.destroy();
  socket.setTimeout(idleMs, end);
  try {
    return await spoolFile(raw, maxBytes);
  } catch (error) {
    if (raw.complete || error instanceof RxError) throw error;
    throw new RxError("FILE_CUT_OFF", {}, { cause: error });
  } finally {
    socket.off("timeout", end);
    socket.setTimeout(0);
  }
}

/** Writes the pieces, each when there is room for it, and ends the work when the browser goes away. */
async function send(
  reply: FastifyReply,
  pieces: (signal: AbortSignal) => AsyncIterable<string | Uint8Array>,
  { fields, idleMs }: { readonly fields: Readonly<Record<string, string>>; readonly idleMs: number },
): Promise<void> {
  const { raw } = reply;
  const gone = new AbortController();
  const onClose = (): void => gone.abort();
  raw.once("close", onClose);
  try {
    for await (const piece of pieces(gone.signal)) {
      if (gone.signal.aborted) return;
      // With the first piece and not before: what is refused at once is answered as an error.
      if (!raw.headersSent) begin();
      if (!raw.write(piece))
        await once(raw, "drain", { signal: AbortSignal.any([gone.signal, AbortSignal.timeout(idleMs)]) });
      // Others have their turn, however fast the reader is.
      await setImmediate();
    }
    if (!raw.headersSent) begin();
    raw.end();
  } catch (error) {
    // Nobody is there any more to be told.
    if (!gone.signal.aborted) throw error;
  } finally {
    raw.off("close", onClose);
  }

  function begin(): void {
    reply.hijack();
    raw.writeHead(200, fields);
  }
}

async function* lines(values: AsyncIterable<object>): AsyncGenerator<string> {
  for await (const value of values) yield `${JSON.stringify(value)}\n`;
}

function asciiName(name: string): string {
  return name.replace(/[^\w.-]+/g, "_");
}
