import { expect, test } from "vitest";
import { modelWords } from "./model-words.ts";

test("a table's name becomes words for one row and for many", () => {
  expect(modelWords("order_lines")).toEqual({ singular: "Order line", plural: "Order lines" });
  expect(modelWords("companies").singular).toBe("Company");
  expect(modelWords("boxes").singular).toBe("Box");
  expect(modelWords("addresses").singular).toBe("Address");
  expect(modelWords("people").singular).toBe("Person");
  expect(modelWords("news").singular).toBe("News");
});
