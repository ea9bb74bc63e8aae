import type { IncomingMessage } from "node:http";

/**
 * Does this request come from a page of ours? A browser names the page's origin with whatever it sends, and with what it
 * fetches either that, or the page as `Referer`, or at least that the page is of the same origin as we are.
 */
export function isFromOurPage({ method, headers }: IncomingMessage, origins: ReadonlySet<string>): boolean {
  if (headers.origin !== undefined) return origins.has(headers.origin);
  if (method !== "GET") return false;
  const { referer } = headers;
  if (referer !== undefined) return URL.canParse(referer) && origins.has(new URL(referer).origin);
  return headers["sec-fetch-site"] === "same-origin";
}
