import { expect, test } from "vitest";
import { usesColumns } from "./uses-columns.ts";

test("finds a column by its whole name, quoted or not, and in raw SQL", () => {
  const text = 'select "o"."id", lower(Note) from "orders" "o" where "o"."total_net" > $1';
  expect(usesColumns(text, "orders", ["note"])).toBe(true);
  expect(usesColumns(text, "orders", ["total"])).toBe(false);
  expect(usesColumns(text, "orders", ["state", "total_net"])).toBe(true);
  expect(usesColumns("select `a b` from `t`", "t", ["a b"])).toBe(true);
});

test("takes whole rows and stars as every column", () => {
  expect(usesColumns('select to_jsonb(orders) from "orders"', "orders", ["state"])).toBe(true);
  expect(usesColumns('select "orders".* from "orders"', "orders", ["state"])).toBe(true);
  expect(usesColumns('select count(*) from "orders"', "orders", ["state"])).toBe(false);
});
