import { RxError } from "../../../errors/rx-error.ts";

// The driver knew before it sent anything.
const neverSent = /not queryable|closed state/;

/** A write, or a commit, whose connection was lost: whether it was kept nobody knows, unless it never left. */
export function lostWrite(error: unknown): RxError {
  const found = error instanceof Error ? error.message : String(error);
  return new RxError(neverSent.test(found) ? "DATABASE_LOST" : "DATABASE_OUTCOME_UNKNOWN", { found }, { cause: error });
}
