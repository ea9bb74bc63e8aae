import { useCallback, useEffect, useMemo, useSyncExternalStore, type ComponentType, type ReactNode } from "react";
import { ParamsContext, type PageParams } from "../react/page-context.ts";
import { matchRoute } from "./match-route.ts";
import type { VisitStatus } from "./page-visits.ts";
import { PageProblem } from "./PageProblem.tsx";
import { PageSkeleton } from "./PageSkeleton.tsx";
import { useTab } from "./tab-context.ts";
import { useHydrated } from "./use-hydrated.ts";

/** Props of PageBoundary; the compiler writes them. */
export interface PageBoundaryProps {
  /** The route as the compiler named it: `/orders/[id]`. */
  readonly route: string;
  /** Ids of the States that page and layout use. */
  readonly states: readonly string[];
  /** The path of the address, as the router has it. */
  readonly path: string;
  readonly page: ComponentType;
}

/**
 * Opens a page and draws it once its States are there. A page without States is drawn at once; one with dynamic parts only
 * in the browser, since the build knows no values for them.
 */
export function PageBoundary({ route, states, path, page: Page }: PageBoundaryProps): ReactNode {
  const { visits } = useTab();
  const isHydrated = useHydrated();
  const isDynamic = route.includes("[");
  const known = isDynamic && !isHydrated ? undefined : paramsOf(route, path);
  const paramsKey = JSON.stringify(known);
  const statesKey = JSON.stringify(states);
  const visit = useMemo((): { route: string; params: PageParams; states: readonly string[] } | undefined => {
    if (paramsKey === undefined) return undefined;
    return { route, params: JSON.parse(paramsKey), states: JSON.parse(statesKey) };
  }, [route, paramsKey, statesKey]);

  useEffect(() => {
    if (visit !== undefined) visits?.enter(visit);
  }, [visits, visit]);
  const status = useSyncExternalStore<VisitStatus>(
    useCallback((changed) => visits?.onChange(changed) ?? (() => {}), [visits]),
    () => (visit === undefined ? "opening" : (visits?.statusOf(visit) ?? "opening")),
    () => "opening",
  );

  if (visit === undefined) return null;
  if (states.length > 0 && status instanceof Error) {
    return <PageProblem error={status} onRetry={() => visits?.retry()} />;
  }
  if (states.length > 0 && status === "opening") return <PageSkeleton />;
  return (
    <ParamsContext value={visit.params}>
      <Page key={paramsKey} />
    </ParamsContext>
  );
}

/** The page for unknown addresses has an address that its route does not say. */
function paramsOf(route: string, path: string): PageParams | undefined {
  return route.includes("[") ? matchRoute(route, path) : {};
}
