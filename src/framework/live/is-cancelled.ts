import { RxError } from "../../errors/rx-error.ts";

/** Was a read ended because nobody waited for it any more? That is no fault of anybody's. */
export function isCancelled(error: unknown): boolean {
  return error instanceof RxError && error.code === "STATEMENT_CANCELLED";
}
