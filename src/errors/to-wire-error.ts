// The one door out: nothing but this file decides what the browser may read of an error.
import type { Code } from "./codes.ts";
import { RxError } from "./rx-error.ts";

/** An error as the browser sees it. `id` leads to the server's log and is there only where the rest is hidden. */
export interface WireError {
  readonly code: Code;
  readonly message: string;
  readonly field?: string;
  readonly id?: string;
}

/**
 * Turns anything thrown into what may leave the process: an RxError below status 500 as it is, all else as INTERNAL.
 *
 * @param id names the entry of the server's log that has the rest.
 */
export function toWireError(thrown: unknown, id: string): WireError {
  if (thrown instanceof RxError && thrown.status < 500) {
    const { code, message, field } = thrown;
    return field === undefined ? { code, message } : { code, message, field };
  }
  const hidden = new RxError("INTERNAL");
  return { code: hidden.code, message: hidden.message, id };
}
