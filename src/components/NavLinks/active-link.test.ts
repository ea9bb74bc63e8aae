import { expect, test } from "vitest";
import { activeLink } from "./active-link.ts";

const links = [{ to: "/" }, { to: "/orders" }, { to: "/orders/late" }];

test("the link of the page itself is active", () => {
  expect(activeLink("/orders", links)).toBe(links[1]);
  expect(activeLink("/", links)).toBe(links[0]);
});

test("a page below a link belongs to the longest link above it", () => {
  expect(activeLink("/orders/late/7", links)).toBe(links[2]);
  expect(activeLink("/orders/7/", links)).toBe(links[1]);
});

test("a path that only begins with the same letters, or is below the root alone, has no link", () => {
  expect(activeLink("/orders-old", links)).toBeUndefined();
  expect(activeLink("/customers", links)).toBeUndefined();
});
