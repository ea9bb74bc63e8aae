import { getTableColumns, getTableName, sql, type Column } from "drizzle-orm";
import { integer as nativeInteger, primaryKey, sqliteTable, text as nativeText } from "drizzle-orm/sqlite-core";
import { expect, test } from "vitest";
import { z } from "zod";
import { alias } from "../alias-table.ts";
import { bigint } from "../columns/bigint.ts";
import { boolean } from "../columns/boolean.ts";
import { bytes } from "../columns/bytes.ts";
import { date } from "../columns/date.ts";
import { decimal } from "../columns/decimal.ts";
import { id } from "../columns/id.ts";
import { integer } from "../columns/integer.ts";
import { json } from "../columns/json.ts";
import { longText } from "../columns/long-text.ts";
import { oneOf } from "../columns/one-of.ts";
import { real } from "../columns/real.ts";
import { ref } from "../columns/ref.ts";
import { text } from "../columns/text.ts";
import { timestamp } from "../columns/timestamp.ts";
import { uuid } from "../columns/uuid.ts";
import { model } from "../define-model.ts";
import { checkKind } from "./check-kind.ts";
import { checkValue } from "./check-value.ts";
import { columnFacts } from "./column-facts.ts";
import { decodeCell } from "./decode-cell.ts";
import { describeColumn } from "./describe-column.ts";
import { displayColumns } from "./display-columns.ts";
import { encodeCell } from "./encode-cell.ts";
import { keyColumns } from "./key-columns.ts";
import { referenceOf } from "./reference-of.ts";

const owners = model("value_owners", { id: id(), title: text({ max: 40 }).notNull() });
const things = model("value_things", {
  id: id(),
  key: uuid(),
  name: text({ label: "Full name", help: "As in the passport", max: 5 }).notNull(),
  note: longText(),
  count: integer(),
  big: bigint(),
  ratio: real(),
  price: decimal({ precision: 6, scale: 2 }),
  done: boolean(),
  placedAt: timestamp().notNull().defaultNow(),
  due_day: date(),
  tags: json(),
  state: oneOf("open", "closed").notNull().default("open"),
  ownerId: ref(() => owners.id),
  raw: bytes(),
  email: text().validate(z.email("not an address")),
  code: text().secret(),
});
const native = sqliteTable(
  "value_native",
  {
    year: nativeInteger().notNull(),
    no: nativeInteger("number").notNull(),
    state: nativeText({ enum: ["a", "b"] }),
    short: nativeText({ length: 3 }),
    thingId: nativeInteger("thing_id").references(() => nativeThings.id),
  },
  (t) => [primaryKey({ columns: [t.year, t.no] })],
);
const nativeThings = sqliteTable("value_native_things", {
  id: nativeInteger().primaryKey(),
  at: nativeInteger({ mode: "timestamp_ms" }),
});

const of = (table: object, key: string): Column => getTableColumns(table as never)[key] as unknown as Column;

test("describes columns for forms and grids", () => {
  const described = ["id", "name", "note", "price", "placedAt", "due_day", "state", "ownerId"].map((key) =>
    describeColumn(of(things, key)),
  );
  expect(described).toEqual([
    { name: "id", kind: "id", label: "ID" },
    { name: "name", kind: "text", label: "Full name", max: 5, help: "As in the passport" },
    { name: "note", kind: "longText", label: "Note", nullable: true, max: 524288 },
    { name: "price", kind: "decimal", label: "Price", nullable: true, precision: 6, scale: 2 },
    { name: "placedAt", kind: "timestamp", label: "Placed at" },
    { name: "due_day", kind: "date", label: "Due day", nullable: true },
    { name: "state", kind: "oneOf", label: "State", choices: ["open", "closed"] },
    { name: "ownerId", kind: "ref", label: "Owner", nullable: true, ref: { model: "value_owners", key: "number" } },
  ]);
});

test("describes columns of tables that Drizzle's own functions made", () => {
  expect(Object.values(getTableColumns(native)).map((column) => describeColumn(column))).toEqual([
    { name: "year", kind: "integer", label: "Year" },
    { name: "no", kind: "integer", label: "No" },
    { name: "state", kind: "oneOf", label: "State", nullable: true, choices: ["a", "b"] },
    { name: "short", kind: "text", label: "Short", nullable: true, max: 3 },
    {
      name: "thingId",
      kind: "ref",
      label: "Thing",
      nullable: true,
      ref: { model: "value_native_things", key: "number" },
    },
  ]);
  expect(describeColumn(nativeThings.id).kind).toBe("id");
  expect(describeColumn(nativeThings.at).kind).toBe("timestamp");
  expect(keyColumns(native).map((column) => column.name)).toEqual(["year", "number"]);
});

test("knows a column through an alias, secrets too", () => {
  const other = alias(things, "other");
  expect(columnFacts(other.code as never)).toMatchObject({ key: "code", secret: true });
  expect(getTableName(keyColumns(other as never)[0]!.table)).toBe("other");
  expect(displayColumns(other as never).map((column) => getTableName(column.table))).toEqual(["other"]);
});

test("finds what names a row", () => {
  const names = (table: object): string[] => displayColumns(table as never).map((column) => column.name);
  expect(names(things)).toEqual(["name"]);
  expect(names(owners)).toEqual(["title"]);
  expect(names(model("value_said", { id: id(), a: text(), b: text() }, { display: ["b", "a"] }))).toEqual(["b", "a"]);
  expect(names(model("value_first", { id: id(), maybe: text(), sure: text().notNull() }))).toEqual(["sure"]);
  expect(names(model("value_none", { id: id(), count: integer() }))).toEqual(["id"]);
  expect(names(model("value_hidden", { id: id(), name: text().notNull().secret() }))).toEqual(["id"]);
});

test("finds the row that a reference leads to", () => {
  expect(getTableName(referenceOf(of(things, "ownerId"))!.table)).toBe("value_owners");
  expect(referenceOf(of(things, "count"))).toBeUndefined();
  expect(referenceOf(native.thingId)?.key.name).toBe("id");
});

test.each([
  ["name", "Müller", undefined],
  ["name", "Mülle", "Mülle"],
  ["name", "🙂🙂🙂🙂🙂", "🙂🙂🙂🙂🙂"],
  ["name", "a\0", undefined],
  ["name", null, undefined],
  ["note", null, null],
  ["count", 2147483647, 2147483647],
  ["count", 2147483648, undefined],
  ["count", 1.5, undefined],
  ["big", 2n ** 63n - 1n, 2n ** 63n - 1n],
  ["big", 2n ** 63n, undefined],
  ["big", 1, undefined],
  ["ratio", Number.NaN, undefined],
  ["price", "12.5", "12.50"],
  ["price", "-0012.500", "-12.50"],
  ["price", "-0.00", "0.00"],
  ["price", ".5", "0.50"],
  ["price", "9999.99", "9999.99"],
  ["price", "10000", undefined],
  ["price", "1.234", undefined],
  ["price", "1e3", undefined],
  ["price", ".", undefined],
  ["price", 12.5, undefined],
  ["done", 1, undefined],
  ["placedAt", new Date(Number.NaN), undefined],
  ["placedAt", "2026-01-01", undefined],
  ["due_day", "2026-02-29", undefined],
  ["due_day", "2024-02-29", "2024-02-29"],
  ["tags", { a: [1] }, { a: [1] }],
  ["tags", 1n, undefined],
  ["state", "closed", "closed"],
  ["state", "gone", undefined],
  ["ownerId", 7, 7],
  ["ownerId", "7", undefined],
  ["key", "6F1C0E3E-7A25-4B8E-9D9A-0B6D8F4A1C22", "6f1c0e3e-7a25-4b8e-9d9a-0b6d8f4a1c22"],
  ["key", "x", undefined],
  ["raw", new Uint8Array([1]), new Uint8Array([1])],
  ["raw", "AA==", undefined],
])("checks %s, case %#", (key, value, kept) => {
  const check = (): unknown => checkKind(columnFacts(of(things, key)), value);
  if (kept === undefined) expect(check).toThrow(expect.objectContaining({ code: "VALUE_INVALID", field: key }));
  else expect(check()).toEqual(kept);
});

test("says what was expected and what was found", () => {
  expect(() => checkKind(columnFacts(of(things, "name")), "too long")).toThrow(
    "Full name: expected at most 5 characters, found 8.",
  );
  expect(() => checkKind(columnFacts(of(things, "price")), "1.234")).toThrow(
    'Price: expected a number with at most 4 digits before the point and 2 behind it, found "1.234".',
  );
});

test("holds a value to the column's own rule", async () => {
  await expect(checkValue(of(things, "email"), "nope")).rejects.toMatchObject({
    code: "RULE_BROKEN",
    field: "email",
    message: "Email: not an address",
  });
  expect(await checkValue(of(things, "email"), "a@b.cc")).toBe("a@b.cc");
  expect(await checkValue(of(things, "email"), null)).toBeNull();
});

test.each([
  ["placedAt", new Date(5), 5],
  ["big", 9007199254740993n, "9007199254740993"],
  ["raw", Buffer.from([0, 255]), "AP8="],
  ["tags", { at: new Date(5), text: "~x" }, { at: "~d5", text: "~~x" }],
  ["price", "1.50", "1.50"],
  ["done", true, true],
  ["note", null, null],
])("sends %s and reads it back", (key, value, cell) => {
  const facts = columnFacts(of(things, key));
  expect(encodeCell(facts.storage.kind, value)).toEqual(cell);
  expect(decodeCell(facts, cell)).toEqual(value);
});

test.each([
  ["placedAt", "2026"],
  ["placedAt", 9e15],
  ["big", 5],
  ["big", "1; drop"],
  ["raw", 5],
])("refuses the cell %s = %s", (key, cell) => {
  expect(() => decodeCell(columnFacts(of(things, key)), cell)).toThrow(
    expect.objectContaining({ code: "VALUE_INVALID" }),
  );
});

test("tells whether a row gets a value by itself", () => {
  expect(["id", "state", "placedAt", "name"].map((key) => columnFacts(of(things, key)).hasDefault)).toEqual([
    true,
    true,
    true,
    false,
  ]);
  expect(columnFacts(of(things, "state")).defaultValue).toBe("open");
  const defaulted = model("value_sql", { id: id(), n: integer().default(sql`1 + 1`) });
  expect(columnFacts(of(defaulted, "n")).defaultValue).toBeUndefined();
});
