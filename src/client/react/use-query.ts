import { useSyncExternalStore } from "react";
import { addressStore } from "./address-store.ts";

const none: Readonly<Record<string, string>> = {};

/** The values of the address's query string; changes with every navigation and with every url var. */
export function useQuery(): Readonly<Record<string, string>> {
  return useSyncExternalStore(
    (changed) => addressStore().onChange(changed),
    () => addressStore().query,
    () => none,
  );
}
