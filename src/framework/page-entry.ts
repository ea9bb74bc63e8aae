/** A page of an app as the compiler writes it into the server half. */
export interface PageEntry {
  /** Its folder path with dynamic parts in brackets: `/orders/[id]`, `/docs/[...path]`. */
  readonly route: string;
  /** Ids of the States that the page and its layout use. */
  readonly states: readonly string[];
  readonly title?: string;
}
