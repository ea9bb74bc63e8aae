import { createServer } from "node:net";
import { RxError } from "../../errors/rx-error.ts";

const tries = 50;

/**
 * The first free port from this one on, on the loopback address.
 *
 * @throws RxError LISTEN_FAILED where the next fifty are taken too.
 */
export async function freePort(from: number): Promise<number> {
  for (let port = from; port < from + tries && port <= 65_535; port += 1) if (await isFree(port)) return port;
  throw new RxError("LISTEN_FAILED", { host: "127.0.0.1", port: from, reason: `it and the next ${tries} are taken` });
}

async function isFree(port: number): Promise<boolean> {
  // A program that listens on all addresses, of either kind, has the port too.
  for (const host of ["127.0.0.1", "0.0.0.0", "::"]) {
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) =>
      resolve(error.code !== "EADDRINUSE" && error.code !== "EACCES"),
    );
    server.listen({ port, host }, () => server.close(() => resolve(true)));
    if (!(await promise)) return false;
  }
  return true;
}
