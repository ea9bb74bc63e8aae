import { createContext, useContext } from "react";
import { RxError } from "../../errors/rx-error.ts";
import type { Client } from "../client.ts";

/** The client of the tab, for the components below. */
export const ClientContext = createContext<Client | undefined>(undefined);

/**
 * The client of the tab.
 *
 * @throws RxError CLIENT_MISSING outside of a page.
 */
export function useClient(): Client {
  const client = useContext(ClientContext);
  if (client === undefined) throw new RxError("CLIENT_MISSING");
  return client;
}
