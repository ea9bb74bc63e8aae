import { expect, test } from "vitest";
import { markSecret } from "../../protocol/secret-mark.ts";
import { encodeValue } from "../../protocol/values.ts";
import { toText } from "./to-text.ts";

const values: readonly unknown[] = [
  [0, -0, 1, -1.5, 1e21, 1e-7, Number.MAX_SAFE_INTEGER, Number.NaN, Number.POSITIVE_INFINITY, 12n],
  ["", "row 1", "~", "~d1", 'a"b\\c', "line\nbreak", "é", "\ud800", "\u2028", "x".repeat(100), `${"x".repeat(100)}"`],
  [true, false, null, undefined, new Date(5), new Map([[1, { a: 1 }]]), new Set([1]), new Uint8Array([1, 2])],
  [{}, [], [[1], [2]], { a: 1, "b c": "d", "~e": 1, 'f"': 2, 3: 4 }, { a: { b: [1, { c: undefined }] } }],
  [
    { a: -0 },
    { a: undefined },
    { a: "~" },
    { a: 1n },
    { a: null, b: true },
    Object.assign(Object.create(null), { a: 1 }),
  ],
  [
    Array.from({ length: 8 }, (_, id) => ({ id })),
    Array.from({ length: 9 }, (_, id) => ({ id })),
    Object.freeze({ a: 1 }),
  ],
];

test("writes every value as JSON.stringify writes what is encoded", () => {
  for (const value of [...values, ...values.flat()]) expect(toText(value)).toBe(JSON.stringify(encodeValue(value)));
});

test("refuses what may not leave, however short it is written", () => {
  const secret = { id: 1 };
  markSecret(secret, "hash");
  for (const value of [secret, [secret]]) expect(() => toText(value)).toThrow("hash");
  for (const key of ["__proto__", "constructor", "prototype"]) {
    const value = Object.defineProperty({}, key, { value: 1, enumerable: true });
    expect(() => toText(value)).toThrow(key);
    expect(() => toText([value])).toThrow(key);
  }
  expect(() => toText({ a: () => 1 })).toThrow("function");
});
