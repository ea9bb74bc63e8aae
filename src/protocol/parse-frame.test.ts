import { describe, expect, test } from "vitest";
import { defaultLimits } from "./limits.ts";
import { parseFrame, type FrameRules } from "./parse-frame.ts";

const rules: FrameRules = { limits: defaultLimits, allowsLong: (state, event) => state === "Doc" && event === "save" };
const bytesOf = (text: string) => new TextEncoder().encode(text).length;
const parseText = (text: string) => parseFrame(text, bytesOf(text), rules);
const parse = (json: unknown) => parseText(JSON.stringify(json));
const refusal = (code: "BAD_MESSAGE" | "MESSAGE_TOO_LARGE") => expect.objectContaining({ name: "RxError", code });
const event = (input: unknown, s = "Todos", n = "add") => ({ t: "event", id: 1, s, n, i: input });
const page = (more: object) => ({
  t: "window",
  id: 1,
  view: 1,
  s: "A",
  n: "rows",
  q: { type: "page", want: 1, ...more },
});

describe("takes", () => {
  test.each([
    { t: "hello", v: 1, build: "b" },
    { t: "hello", v: 1, build: "b", token: "t", epoch: "e", seen: 3, pending: [4, 5], stored: { A: { pane: true } } },
    { t: "event", id: 7, s: "Todos", n: "add" },
    { t: "event", id: 7, s: "Todos", n: "add", i: { a: [1, null] } },
    { t: "set", id: 2, s: "Todos", n: "search", v: "x" },
    { t: "edit", id: 3, view: 1, key: 5, col: "title", v: "~x", was: null },
    { t: "open", id: 1, route: "/docs/[...path]", params: { path: ["a", "b"], id: "7" }, query: { tab: "~open" } },
    { t: "window", id: 1, view: 2, s: "A", n: "rows", q: { type: "close" } },
    {
      t: "window",
      id: 1,
      view: 2,
      s: "A",
      n: "rows",
      q: { type: "values", col: "c", from: 0, count: 50, search: "x" },
    },
    { t: "window", id: 1, view: 2, s: "A", n: "rows", q: { type: "lookup", col: "c", from: 0, count: 1, key: 7 } },
    page({
      at: { index: 5 },
      sort: [
        ["a", "asc"],
        ["b", "desc"],
      ],
      filter: null,
      search: "",
      drop: [1],
    }),
    page({ at: { keys: [1, 2], index: 0 }, filter: { all: [{ col: "a", op: "contains", value: "x" }] } }),
    page({
      at: { after: 2 },
      filter: {
        any: [
          { col: "a", op: "in", values: [1, "x"] },
          { col: "b", op: "blank" },
        ],
      },
    }),
    page({ at: { before: 2 }, filter: { col: "a", op: "between", value: 1, to: 2 } }),
    { t: "ping" },
    { t: "pong" },
  ])("%j as it is", (message) => {
    expect(parse(message)).toStrictEqual(message);
  });
});

test("decodes inputs, values and filters, and leaves what nobody asked for behind", () => {
  expect(parse({ ...event({ at: "~d5", text: "~~x" }), extra: 1 })).toStrictEqual(
    event({ at: new Date(5), text: "~x" }),
  );
  expect(parse({ t: "set", id: 1, s: "A", n: "b", v: "~n5" })).toHaveProperty("v", 5n);
  expect(parse(page({ filter: { col: "at", op: "gt", value: "~d5" } }))).toHaveProperty("q.filter.value", new Date(5));
});

describe("refuses as no message", () => {
  test.each([
    "",
    "{",
    "null",
    "[]",
    "7",
    '"x"',
    "{}",
    '{"t":1}',
    '{"t":"constructor"}',
    '{"t":"event","id":0,"s":"A","n":"b"}',
    '{"t":"event","id":1.5,"s":"A","n":"b"}',
    '{"t":"event","id":"1","s":"A","n":"b"}',
    '{"t":"event","id":1,"s":"A"}',
    '{"t":"event","id":1,"s":["A"],"n":"b"}',
    '{"t":"event","id":1,"s":"A","n":"b","i":{"__proto__":{"x":1}}}',
    '{"t":"event","id":1,"s":"A","n":"b","i":{"\\u005f_proto__":1}}',
    '{"t":"event","id":1,"s":"A","n":"b","i":[{"constructor":1}]}',
    '{"t":"event","id":1,"s":"A","n":"b","i":1e999}',
    '{"t":"event","id":1,"s":"A","n":"b","i":"~zzz"}',
    '{"t":"set","id":1,"s":"A","n":"b"}',
    '{"t":"open","id":1,"route":"/","params":{"a":1},"query":{}}',
    '{"t":"open","id":1,"route":"/","params":{},"query":{"a":["b"]}}',
    '{"t":"hello","v":1,"build":"b","pending":[-1]}',
    '{"t":"edit","id":1,"view":1,"key":0,"col":"a","v":1,"was":1}',
  ])("%s", (text) => {
    expect(() => parseText(text)).toThrow(refusal("BAD_MESSAGE"));
  });

  test.each([
    { want: 0 },
    { want: 1_001 },
    { at: {} },
    { at: { index: -1 } },
    { at: { keys: Array.from({ length: 51 }, () => 1), index: 0 } },
    { sort: [["a", "up"]] },
    { sort: ["a"] },
    { sort: Array.from({ length: 9 }, () => ["a", "asc"]) },
    { search: "x".repeat(257) },
    { filter: { col: "a", op: "like", value: "x" } },
    { filter: { col: "a", op: "eq", value: { x: 1 } } },
    { filter: { col: "a", op: "contains", value: 1 } },
    { filter: { col: "a", op: "in", values: Array.from({ length: 1_001 }, () => 1) } },
    { filter: [] },
  ])("a page with %j", (more) => {
    expect(() => parse(page(more))).toThrow(refusal("BAD_MESSAGE"));
  });
});

describe("holds a message to its limits", () => {
  const nested = (depth: number) => `${"[".repeat(depth)}${"]".repeat(depth)}`;
  const withInput = (input: string) => `{"t":"event","id":1,"s":"A","n":"b","i":${input}}`;

  test("32 levels pass, 33 do not, nor does any number of them", () => {
    expect(parseText(withInput(nested(31)))).toHaveProperty("t", "event");
    expect(() => parseText(withInput(nested(32)))).toThrow(refusal("MESSAGE_TOO_LARGE"));
    expect(() => parseText("[".repeat(1_000_000))).toThrow(refusal("MESSAGE_TOO_LARGE"));
  });

  test("brackets inside a text are no levels", () => {
    const text = `\\"${"[".repeat(100)}\\\\`;
    expect(parseText(withInput(`"${text}"`))).toHaveProperty("i", `"${"[".repeat(100)}\\`);
  });

  test("a byte over the frame is refused, unless the message may be long", () => {
    const longest = (message: (text: string) => unknown, bytes: number) => {
      const rest = bytesOf(JSON.stringify(message("")));
      return JSON.stringify(message("x".repeat(bytes - rest)));
    };
    const asList = (text: string) => event([text.slice(0, text.length / 2), text.slice(text.length / 2 + 3)]);
    expect(parseText(longest(asList, 65_000))).toHaveProperty("t", "event");
    expect(() => parseText(longest(asList, 65_600))).toThrow(refusal("MESSAGE_TOO_LARGE"));
    expect(parseText(longest((text) => event(text, "Doc", "save"), 500_000))).toHaveProperty("n", "save");
    expect(() => parseText(longest((text) => event(text, "Doc", "save"), 1_048_577))).toThrow(
      refusal("MESSAGE_TOO_LARGE"),
    );
  });

  test("a text is counted in bytes", () => {
    expect(parse(event("é".repeat(16_384)))).toHaveProperty("t", "event");
    expect(() => parse(event("é".repeat(16_385)))).toThrow(refusal("MESSAGE_TOO_LARGE"));
    expect(() => parse(event("x".repeat(32_769)))).toThrow(refusal("MESSAGE_TOO_LARGE"));
  });

  test("keys and items are counted over the whole message", () => {
    const keys = Object.fromEntries(Array.from({ length: 1_030 }, (_, index) => [`k${index}`, 1]));
    expect(() => parse(event(keys))).toThrow(refusal("MESSAGE_TOO_LARGE"));
    const items = Array.from({ length: 3 }, () => Array.from({ length: 3_000 }, () => 1));
    expect(() => parse(event(items))).toThrow(refusal("MESSAGE_TOO_LARGE"));
  });

  test("conditions and their depth", () => {
    const blank = { col: "a", op: "blank" };
    const many = { all: [{ any: Array(16).fill(blank) }, { any: Array(16).fill(blank) }] };
    expect(() => parse(page({ filter: many }))).toThrow(refusal("MESSAGE_TOO_LARGE"));
    const deep = { all: [{ all: [{ all: [{ all: [blank] }] }] }] };
    expect(() => parse(page({ filter: deep }))).toThrow(refusal("MESSAGE_TOO_LARGE"));
  });
});
