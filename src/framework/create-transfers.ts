// Invariant: a ticket works once, for one visitor, for a short time. Nothing of a file is held here.
import { RxError } from "../errors/rx-error.ts";
import type { Limits } from "../protocol/limits.ts";
import type { Clock } from "./ports/clock.ts";
import type { Random } from "./ports/random.ts";
import type { Transfer, Transfers } from "./ports/transfers.ts";

/** Where tickets are redeemed: the server's path before the ticket. */
export const filePath = "/_rx/file/";

/** What tickets are made with. */
export interface TransfersOptions {
  readonly clock: Clock;
  readonly random: Random;
  readonly limits: Pick<Limits, "ticketMs" | "maxTickets">;
}

interface Offer {
  readonly visitor: string;
  readonly transfer: Transfer;
  readonly until: number;
}

/** Tickets for files, kept in this process. */
export function createTransfers({ clock, random, limits }: TransfersOptions): Transfers {
  // All live equally long: the oldest stand first.
  const offers = new Map<string, Offer>();
  const forgetOld = (): void => {
    const now = clock.now();
    for (const [ticket, { until }] of offers) {
      if (until > now) return;
      offers.delete(ticket);
    }
  };
  return {
    offer(visitor, transfer) {
      forgetOld();
      const held = Array.from(offers.values()).filter((offer) => offer.visitor === visitor).length;
      if (held >= limits.maxTickets) throw new RxError("TOO_MANY_TICKETS", { limit: limits.maxTickets });
      const ticket = random(16);
      offers.set(ticket, { visitor, transfer, until: clock.now() + limits.ticketMs });
      return { url: `${filePath}${ticket}`, name: transfer.name };
    },
    take(visitor, ticket, type) {
      forgetOld();
      const offer = offers.get(ticket);
      if (offer?.visitor !== visitor || offer.transfer.type !== type) return undefined;
      offers.delete(ticket);
      return offer.transfer;
    },
  };
}
