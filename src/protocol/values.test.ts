import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeValue } from "./decode-value.ts";
import { Encoded } from "./encoded.ts";
import { encodeValue } from "./values.ts";

const toText = (value: unknown) => JSON.stringify(encodeValue(value));
const roundTrip = (value: unknown) => decodeValue(JSON.parse(toText(value)));

const key = fc.oneof(fc.string(), fc.constantFrom("~", "~~", "~m", "~s", "~r", "~d1")).filter((name) => {
  return name !== "__proto__" && name !== "constructor" && name !== "prototype";
});
const text = fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("~", "~u", "~d5", "~n5", "~~", "~nan", "~bAA=="));
const bytes = fc.uint8Array({ maxLength: 40 }).map((array) => new Uint8Array(array));
const values = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    text,
    fc.double(),
    fc.integer(),
    fc.boolean(),
    fc.constantFrom(null, undefined, -0, Number.NaN, Number.POSITIVE_INFINITY),
    fc.bigInt(),
    fc.date({ noInvalidDate: false }),
    bytes,
    fc.array(tie("value"), { maxLength: 5 }),
    fc.dictionary(key, tie("value"), { maxKeys: 5, noNullPrototype: true }),
    fc.array(fc.tuple(tie("value"), tie("value")), { maxLength: 4 }).map((entries) => new Map(entries)),
    fc.array(tie("value"), { maxLength: 4 }).map((items) => new Set(items)),
  ),
})).value;

test("gives back any value, and leaves what it was given as it was", () => {
  fc.assert(
    fc.property(values, (value) => {
      const before = structuredClone(value);
      expect(roundTrip(value)).toStrictEqual(before);
      expect(value).toStrictEqual(before);
    }),
    { numRuns: process.env["RX_TEST_LONG"] === "1" ? 60_000 : 10_000 },
  );
});

describe("on the wire", () => {
  test.each([
    [new Date(1_700_000_000_000), '"~d1700000000000"'],
    [12n, '"~n12"'],
    [undefined, '"~u"'],
    [[Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0], '["~nan","~inf","~-inf","~-0"]'],
    [new Uint8Array([1, 2, 255]), '"~bAQL/"'],
    [new Map([["a", 1n]]), '{"~m":[["a","~n1"]]}'],
    [new Set([1]), '{"~s":[1]}'],
    ["~r", '"~~r"'],
    [{ a: 1, "~r": 1, b: 2n }, '{"a":1,"~~r":1,"b":"~n2"}'],
    [new URL("http://a.b/"), '"http://a.b/"'],
    [Array.from({ length: 2, 1: 1 }), '["~u",1]'],
  ])("%o is %s", (value, expected) => {
    expect(toText(value)).toBe(expected);
  });
});

test("hands a value without anything special to JSON.stringify uncopied", () => {
  const value = { a: [1, "x", null, { b: true }] };
  expect(encodeValue(value)).toBe(value);
});

test("lets through what the framework encoded itself, in both directions", () => {
  const handle = { "~r": 3, columns: [{ name: "~odd" }] };
  expect(toText({ rows: new Encoded(handle) })).toBe('{"rows":{"~r":3,"columns":[{"name":"~odd"}]}}');
  expect(decodeValue(JSON.parse('{"rows":{"~r":3,"columns":[{"name":"~odd"}]}}'))).toEqual({ rows: handle });
});

test("keeps many bytes", () => {
  const many = new Uint8Array(100_000).map((_, index) => index % 251);
  expect(roundTrip(many)).toEqual(many);
});

describe("refuses to send", () => {
  const cycle: unknown[] = [];
  cycle.push(cycle);
  test.each([
    ["a function", () => 1],
    ["a symbol", Symbol("a")],
    ["a cycle", cycle],
    ["other binary data", new Float32Array(1)],
    ["an own __proto__", JSON.parse('{"__proto__":1}')],
    ["constructor as a key", { constructor: 1 }],
  ])("%s", (_, value) => {
    expect(() => encodeValue({ value })).toThrow(expect.objectContaining({ code: "VALUE_NOT_SENDABLE" }));
  });
});

test.each(["~x", "~", "~d", "~dx", "~n1.5", "~bA", "~b*AAA", { "~q": 1 }, { "~m": [1] }, { "~m": 1 }])(
  "refuses the unknown tag %o",
  (json) => {
    expect(() => decodeValue(json)).toThrow(expect.objectContaining({ code: "BAD_MESSAGE" }));
  },
);
