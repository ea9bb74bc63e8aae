import { useCallback, useSyncExternalStore, type ComponentType, type ReactNode } from "react";
import { useTab } from "./tab-context.ts";

/** Props of LayoutBoundary; the compiler writes them. */
export interface LayoutBoundaryProps {
  readonly layout: ComponentType<{ children: ReactNode }>;
  /** Ids of the States that the layout uses. */
  readonly states: readonly string[];
  readonly children: ReactNode;
}

/** Draws the layout around the pages; one that uses States comes with the first page that is open, which brings them. */
export function LayoutBoundary({ layout: Layout, states, children }: LayoutBoundaryProps): ReactNode {
  const { visits } = useTab();
  const hasOpened = useSyncExternalStore(
    useCallback((changed) => visits?.onChange(changed) ?? (() => {}), [visits]),
    () => visits?.hasOpened ?? false,
    () => false,
  );
  return states.length === 0 || hasOpened ? <Layout>{children}</Layout> : children;
}
