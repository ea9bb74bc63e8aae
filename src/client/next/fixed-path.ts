import { matchRoute } from "./match-route.ts";

/**
 * What build and browser know alike of an address before the page is taken over: the path of a page without dynamic parts,
 * else what stands before the first of them. Both draw the same with it.
 *
 * @param routes of the app; those without dynamic parts win
 */
export function fixedPath(path: string, routes: readonly string[]): string {
  const plain = path.length > 1 ? path.replace(/\/$/, "") : path;
  if (routes.includes(plain)) return plain;
  const route = routes.find((one) => one.includes("[") && matchRoute(one, plain) !== undefined);
  if (route === undefined) return "";
  return route.slice(0, route.indexOf("[")).replace(/(.)\/$/, "$1");
}
