import { expect, test } from "vitest";
import { RowChecksum } from "./row-checksum.ts";

function sumOf(...rows: readonly (readonly unknown[])[]): string {
  const sum = new RowChecksum(["text", "json"]);
  for (const row of rows) sum.add(row);
  return sum.text;
}

test("rows have one sum in any order, and JSON in any order of its members", () => {
  const [one, other] = [
    ["a", { x: 1, y: [2] }],
    ["b", null],
  ];
  expect(sumOf(one, other)).toBe(sumOf(other, ["a", { y: [2], x: 1 }]));
});

test.each([
  ["a value", [["a", 1]], [["b", 1]]],
  ["NULL for an empty text", [["", 1]], [[null, 1]]],
  ["a value in the next column", [["1", null]], [[null, "1"]]],
  ["texts that run together", [["a\u001f1:b", "c"]], [["a", "b\u001f1:c"]]],
  [
    "a row more of the same",
    [["a", 1]],
    [
      ["a", 1],
      ["a", 1],
      ["a", 1],
    ],
  ],
])("the sum is another one for %s", (_, rows, others) => {
  expect(sumOf(...rows)).not.toBe(sumOf(...others));
});
