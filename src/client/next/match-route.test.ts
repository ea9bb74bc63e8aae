import { expect, test } from "vitest";
import { fixedPath } from "./fixed-path.ts";
import { matchRoute } from "./match-route.ts";

test.each([
  ["/orders/[id]", "/orders/7", { id: "7" }],
  ["/orders/[id]", "/orders/7/", { id: "7" }],
  ["/orders/[id]", "/orders/a%20b", { id: "a b" }],
  ["/orders/[id]", "/orders/50%", { id: "50%" }],
  ["/orders/[id]/lines/[line]", "/orders/7/lines/2", { id: "7", line: "2" }],
  ["/docs/[...path]", "/docs/a/b%2Fc", { path: ["a", "b/c"] }],
  ["/", "/", {}],
  ["/orders/[id]", "/orders", undefined],
  ["/orders/[id]", "/orders/7/8", undefined],
  ["/docs/[...path]", "/docs", undefined],
  ["/orders/[id]", "/customers/7", undefined],
])("%s of %s", (route, path, expected) => {
  expect(matchRoute(route, path)).toEqual(expected);
});

test.each([
  ["/orders", "/orders"],
  ["/orders/", "/orders"],
  ["/orders/new", "/orders/new"],
  ["/orders/7", "/orders"],
  ["/orders/__rx", "/orders"],
  ["/7", "/"],
  ["/nothing/here/at/all", ""],
  ["/", "/"],
])("build and browser know the same of %s", (path, expected) => {
  expect(fixedPath(path, ["/", "/[name]", "/orders", "/orders/[id]", "/orders/new"])).toBe(expected);
});
