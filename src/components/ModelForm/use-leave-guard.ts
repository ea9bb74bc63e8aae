import { useEffect, useRef } from "react";
import { useUnloadGuard } from "./use-unload-guard.ts";

/**
 * Keeps typed changes from being lost by leaving: closing or reloading the tab makes the browser ask, the back button is
 * taken back and `onBlocked` called with what goes on with it.
 */
export function useLeaveGuard(isDirty: boolean, onBlocked: (leave: () => void) => void): void {
  useUnloadGuard(isDirty);
  const blocked = useRef(onBlocked);
  useEffect(() => {
    blocked.current = onBlocked;
  });
  useEffect(() => {
    if (!isDirty) return;
    const here = { state: window.history.state as unknown, url: window.location.href };
    let isLeaving = false;
    // Capturing, so that it comes before the router: the address has changed already and is put back.
    const popState = (event: PopStateEvent): void => {
      if (isLeaving) return;
      event.stopImmediatePropagation();
      window.history.pushState(here.state, "", here.url);
      blocked.current(() => {
        isLeaving = true;
        window.history.go(-1);
      });
    };
    window.addEventListener("popstate", popState, { capture: true });
    return () => window.removeEventListener("popstate", popState, { capture: true });
  }, [isDirty]);
}
