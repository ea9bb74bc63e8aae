import { RxError } from "../errors/rx-error.ts";
import type { FileTicket } from "../protocol/crud.ts";
import type { Transfer } from "./ports/transfers.ts";
import { StateCore } from "./state-core.ts";

/**
 * Offers a file to the browser of a State's tab, or takes one from it; return the ticket from the event.
 *
 * @throws RxError TOO_MANY_TICKETS
 */
export function offerFile(state: object, transfer: Transfer): FileTicket {
  const { host } = StateCore.of(state);
  if (host === undefined) throw new RxError("STATE_WITHOUT_SESSION", { what: "files" });
  return host.offerFile(transfer);
}
