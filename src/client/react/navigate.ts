import { currentRouter } from "./current-router.ts";

/** How a page is gone to. */
export interface NavigateOptions {
  /** Takes the place of the step in the history instead of adding one. Default: false. */
  readonly replace?: boolean;
}

/**
 * Goes to a page of the app without loading it anew.
 *
 * @param to path with query, `/orders/7?tab=lines`
 * @example navigate("/orders", { replace: true });
 */
export function navigate(to: string, { replace = false }: NavigateOptions = {}): void {
  const { port } = currentRouter;
  if (replace) port.replace(to);
  else port.push(to);
}
