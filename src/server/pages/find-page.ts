import { routePlaceholder } from "../../protocol/route-placeholder.ts";

/** Finds the file of a dynamic page: for `/users/42` the one built for `/users/__rx`, with Next's suffix kept. */
export type FindPage = (path: string) => string | undefined;

/** One line of the table of dynamic routes. */
interface DynamicRoute {
  readonly pattern: RegExp;
  /** Path of the built page, without a suffix. */
  readonly page: string;
  readonly rank: string;
}

/** What may follow a page's own path: nothing, or one of the data files that a soft navigation asks for. */
const suffixAhead = String.raw`(?=(\.txt|/__next\.[^/]+\.txt|/?)$)`;

/**
 * Makes the table of an app's dynamic routes (`/users/[id]`, `/docs/[...path]`). A fixed segment is tried before a
 * parameter, a parameter before a rest.
 */
export function defineFindPage(routes: readonly string[]): FindPage {
  const table = routes
    .filter((route) => route.includes("["))
    .map(toDynamicRoute)
    .sort((a, b) => (a.rank < b.rank ? -1 : 1));
  return (path) => {
    for (const { pattern, page } of table) {
      const match = pattern.exec(path);
      if (match === null) continue;
      const suffix = path.slice(match[0].length).replace(/\/$/, "");
      return page + (suffix || ".html");
    }
    return undefined;
  };
}

function toDynamicRoute(route: string): DynamicRoute {
  const segments = route.split("/").filter((segment) => segment !== "");
  const patterns = segments.map((segment) => {
    if (segment.startsWith("[...")) return "(?:[^/]+?)(?:/[^/]+?)*?";
    return segment.startsWith("[") ? "[^/]+?" : segment.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  });
  return {
    pattern: new RegExp(`^/${patterns.join("/")}${suffixAhead}`),
    page: `/${segments.map((segment) => (segment.startsWith("[") ? routePlaceholder : segment)).join("/")}`,
    rank: segments.map((segment) => (segment.startsWith("[...") ? "2" : segment.startsWith("[") ? "1" : "0")).join(""),
  };
}
