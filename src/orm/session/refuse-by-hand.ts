import { RxError } from "../../errors/rx-error.ts";

// Statements that would cut into the transactions that are kept apart here.
const byHand = /^\s*(begin|start\s+transaction|commit|end|rollback|savepoint|release|attach|detach)\b/i;

/** Refuses a statement that begins or ends a transaction. Throws TRANSACTION_BY_HAND. */
export function refuseByHand(text: string): void {
  if (byHand.test(text)) throw new RxError("TRANSACTION_BY_HAND", { found: text.trim().slice(0, 40) });
}
