import type { IncomingMessage } from "node:http";

/** The one path of the socket. */
export const socketPath = "/_rx";

/**
 * May this upgrade pass? Path and origin must be exactly ours: a prefix or a suffix of an origin is another site.
 *
 * @returns the HTTP status of the refusal, or undefined where it may.
 */
export function guardUpgrade(request: IncomingMessage, origins: ReadonlySet<string>): 403 | 404 | undefined {
  if (request.url !== socketPath) return 404;
  const { origin } = request.headers;
  return origin !== undefined && origins.has(origin) ? undefined : 403;
}
