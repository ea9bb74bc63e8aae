/** One page of an app. */
export interface Route {
  /** `/orders/[id]`, `/docs/[...path]`; `/404` is what unknown addresses get. */
  readonly route: string;
  readonly file: string;
  readonly title?: string;
  /** Roles that a page asks for, as written. */
  readonly requires?: string | readonly string[];
}
