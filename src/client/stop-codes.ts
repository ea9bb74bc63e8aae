import type { CloseCode } from "../protocol/messages.ts";

const stop: ReadonlySet<CloseCode> = new Set([
  "bad_origin",
  "bad_message",
  "unauthenticated",
  "too_many_tabs",
  "replaced",
  "protocol_unsupported",
]);

/** Must the browser stay away? After any other code it may come back. */
export function isStopCode(code: CloseCode): boolean {
  return stop.has(code);
}
