import { useSyncExternalStore } from "react";

const never = (): (() => void) => () => {};

/** False at build time and while React takes over what was built, true from then on. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
