/** The router of whatever shows the pages; in an app that is Next's. */
export interface RouterPort {
  push(to: string): void;
  replace(to: string): void;
  /** Loads a page ahead of the click. */
  prefetch(to: string): void;
}
