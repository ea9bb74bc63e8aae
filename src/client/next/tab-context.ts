import { createContext, useContext } from "react";
import { RxError } from "../../errors/rx-error.ts";
import type { Tab } from "./tab-client.ts";

/** The tab, for the boundaries of its pages. */
export const TabContext = createContext<Tab | undefined>(undefined);

/**
 * The tab that a page boundary stands in.
 *
 * @throws RxError CLIENT_MISSING outside of RxRoot.
 */
export function useTab(): Tab {
  const tab = useContext(TabContext);
  if (tab === undefined) throw new RxError("CLIENT_MISSING");
  return tab;
}
