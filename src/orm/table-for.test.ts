import { getTableConfig as mysqlConfig } from "drizzle-orm/mysql-core";
import { getTableConfig as postgresConfig } from "drizzle-orm/pg-core";
import { getTableConfig as sqliteConfig, sqliteTable, text as nativeText } from "drizzle-orm/sqlite-core";
import { getTableName, is, sql, Table } from "drizzle-orm";
import Database from "better-sqlite3";
import {
  generateDrizzleJson,
  generateMigration,
  generateMySQLDrizzleJson,
  generateMySQLMigration,
  generateSQLiteDrizzleJson,
  generateSQLiteMigration,
} from "drizzle-kit/api";
import { expect, test } from "vitest";
import { z } from "zod";
import { bigint } from "./columns/bigint.ts";
import { boolean } from "./columns/boolean.ts";
import { bytes } from "./columns/bytes.ts";
import { date } from "./columns/date.ts";
import { decimal } from "./columns/decimal.ts";
import { id } from "./columns/id.ts";
import { integer } from "./columns/integer.ts";
import { json } from "./columns/json.ts";
import { longText } from "./columns/long-text.ts";
import { oneOf } from "./columns/one-of.ts";
import type { PortableColumn } from "./columns/portable-column.ts";
import { real } from "./columns/real.ts";
import { ref } from "./columns/ref.ts";
import { text } from "./columns/text.ts";
import { timestamp } from "./columns/timestamp.ts";
import { uuid } from "./columns/uuid.ts";
import { check } from "./constraints/check.ts";
import { index } from "./constraints/index-on.ts";
import { primaryKey } from "./constraints/primary-key.ts";
import { unique } from "./constraints/unique-on.ts";
import { model } from "./define-model.ts";
import type { DialectName } from "./dialects/dialect-name.ts";
import { columnInfoOf, modelOf } from "./model-info.ts";
import { tableFor } from "./table-for.ts";

const dialects = ["sqlite", "postgres", "mysql"] as const satisfies readonly DialectName[];
const configs = { sqlite: sqliteConfig, postgres: postgresConfig, mysql: mysqlConfig };

interface Shape {
  columns: {
    name: string;
    notNull: boolean;
    primary: boolean;
    isUnique: boolean;
    default: unknown;
    getSQLType(): string;
  }[];
  indexes: { config: { name: string; columns: { name: string }[] } }[];
  uniqueConstraints: { getName(): string }[];
  primaryKeys: { getName(): string; columns: { name: string }[] }[];
  checks: { name: string }[];
  foreignKeys: {
    getName(): string;
    onDelete?: string;
    reference(): { foreignTable: Table; foreignColumns: { name: string }[] };
  }[];
}

function shapeOf(table: object, dialect: DialectName): Shape {
  const info = modelOf(table);
  if (!info) throw new Error("no model");
  const read = configs[dialect] as (table: never) => unknown;
  return read(tableFor(info, dialect) as never) as Shape;
}

const targets = model("plan_targets", { id: id() });
const files = model("plan_files", { id: uuid().primaryKey().defaultRandom(), name: text({ max: 80 }).notNull() });

// One of each kind; a function, since modifiers change the column.
const kinds: Record<string, () => PortableColumn> = {
  uuid: () => uuid() as PortableColumn,
  text: () => text() as PortableColumn,
  longText: () => longText() as PortableColumn,
  integer: () => integer() as PortableColumn,
  bigint: () => bigint() as PortableColumn,
  real: () => real() as PortableColumn,
  decimal: () => decimal({ precision: 12, scale: 2 }) as PortableColumn,
  boolean: () => boolean() as PortableColumn,
  timestamp: () => timestamp() as PortableColumn,
  date: () => date() as PortableColumn,
  json: () => json() as PortableColumn,
  oneOf: () => oneOf("lead", "won") as PortableColumn,
  refByColumn: () => ref(() => targets.id) as PortableColumn,
  refByName: () => ref("plan_files", { key: "uuid" }) as PortableColumn,
  bytes: () => bytes() as PortableColumn,
};

const samples: Record<string, unknown> = {
  uuid: "6f1c0e3e-7a25-4b8e-9d9a-0b6d8f4a1c22",
  text: "it's",
  longText: "long",
  integer: 7,
  bigint: 9007199254740993n,
  real: 0.5,
  decimal: "1.50",
  boolean: true,
  timestamp: new Date(0),
  date: "2026-11-21",
  json: { a: [1] },
  oneOf: "lead",
  refByColumn: 1,
  refByName: "6f1c0e3e-7a25-4b8e-9d9a-0b6d8f4a1c22",
  bytes: Buffer.from([0, 255]),
};

const modifiers: Record<string, (column: PortableColumn, kind: string) => unknown> = {
  plain: (column) => column,
  notNull: (column) => column.notNull(),
  unique: (column) => column.unique(),
  default: (column, kind) => column.default(samples[kind]),
  sqlDefault: (column) => column.default(sql`null`),
  defaultFn: (column, kind) => column.$defaultFn(() => samples[kind]),
  onUpdate: (column, kind) => column.$onUpdate(() => samples[kind]),
  validate: (column) => column.validate(z.any()),
  secret: (column) => column.secret(),
  renamedFrom: (column) => column.renamedFrom("before"),
};

test.each(dialects)("realises every kind with every modifier on %s", (dialect) => {
  const columns: Record<string, PortableColumn> = {};
  for (const [kind, make] of Object.entries(kinds))
    for (const [modifier, apply] of Object.entries(modifiers))
      columns[`${kind}With${modifier[0]!.toUpperCase()}${modifier.slice(1)}`] = apply(make(), kind) as PortableColumn;
  const name = `every_kind_${dialect}`;
  const shape = shapeOf(model(name, { id: id(), ...columns }), dialect);

  expect(shape.columns).toHaveLength(1 + Object.keys(kinds).length * Object.keys(modifiers).length);
  const byName = new Map(shape.columns.map((column) => [column.name, column]));
  expect(byName.get("text_with_not_null")?.notNull).toBe(true);
  expect(byName.get("text_with_plain")?.notNull).toBe(false);
  expect(byName.get("decimal_with_unique")?.isUnique).toBe(true);
  expect(byName.get("text_with_default")?.default).toBe("it's");
  expect(byName.get("id")?.primary).toBe(true);
  for (const column of shape.columns) expect(column.getSQLType()).toMatch(/^[a-z]/);
});

test("keeps each kind in the type that the table of the research names", () => {
  const columns = Object.fromEntries(Object.entries(kinds).map(([kind, make]) => [kind, make()]));
  const table = model("storage_kinds", { id: id(), ...columns });
  const types = (dialect: DialectName): string[] =>
    shapeOf(table, dialect).columns.map((column) => column.getSQLType());
  expect(types("sqlite").join(" | ")).toBe(
    "integer | text | text | text | integer | integer | real | numeric(12, 2) | integer | integer | text | text | text | integer | text | blob",
  );
  expect(types("postgres").join(" | ")).toBe(
    "bigint | uuid | varchar(255) | text | integer | bigint | double precision | numeric(12, 2) | boolean | timestamp (3) with time zone | date | jsonb | varchar(64) | bigint | uuid | bytea",
  );
  expect(types("mysql").join(" | ")).toBe(
    "bigint | char(36) | varchar(255) | longtext | int | bigint | double | decimal(12,2) | boolean | datetime(3) | date | json | varchar(64) | bigint | char(36) | longblob",
  );
});

test.each(dialects)("names indexes, keys and checks the same on %s", (dialect) => {
  const table = model(
    `named_${dialect}`,
    {
      year: integer().notNull(),
      number: integer().notNull(),
      ownerId: ref(() => targets.id, { onDelete: "cascade" }),
      code: text().unique(),
    },
    (t) => [
      primaryKey({ columns: [t.year, t.number] }),
      index().on(t.code, t.year),
      unique().on(t.number, t.code),
      check("positive", sql`${t.number} > 0`),
    ],
  );
  const shape = shapeOf(table, dialect);
  const name = `named_${dialect}`;
  expect(shape.indexes.map((item) => item.config.name)).toEqual([`${name}_code_year_idx`, `${name}_owner_id_idx`]);
  expect(shape.uniqueConstraints.map((item) => item.getName())).toEqual([`${name}_number_code_unique`]);
  expect(shape.primaryKeys[0]?.columns.map((column) => column.name)).toEqual(["year", "number"]);
  expect(shape.checks.map((item) => item.name)).toEqual([`${name}_positive_check`]);
  const [key] = shape.foreignKeys;
  expect(key?.getName()).toBe(`${name}_owner_id_plan_targets_id_fk`);
  expect(key?.onDelete).toBe("cascade");
  expect(key?.reference().foreignTable).toBe(tableFor(modelOf(targets)!, dialect));
});

test("lets two models point at each other, and one at itself", () => {
  const employees = model("plan_employees", { id: id(), bossId: ref("plan_employees"), teamId: ref("plan_teams") });
  const teams = model("plan_teams", { id: id(), leadId: ref(() => employees.id) });
  for (const dialect of dialects) {
    const shape = shapeOf(employees, dialect);
    expect(shape.foreignKeys.map((key) => getTableName(key.reference().foreignTable))).toEqual([
      "plan_employees",
      "plan_teams",
    ]);
    expect(getTableName(shapeOf(teams, dialect).foreignKeys[0]!.reference().foreignTable)).toBe("plan_employees");
  }
});

test("keeps a reference to a table of Drizzle's own functions", () => {
  const native = sqliteTable("plan_native", { code: nativeText("code").primaryKey() });
  const table = model("plan_to_native", { id: id(), code: ref(() => native.code as never) });
  expect(shapeOf(table, "sqlite").columns.map((column) => column.getSQLType())).toEqual(["integer", "text"]);
});

test("stands for the real table wherever Drizzle looks", () => {
  expect(is(files, Table)).toBe(true);
  expect(getTableName(files)).toBe("plan_files");
  expect(Object.keys(files)).toContain("name");
  expect(columnInfoOf(files.name)).toMatchObject({ key: "name", spec: { kind: "text", max: 80 } });
});

test.each([
  ["a name too long", () => model("x".repeat(64), { id: id() }), "MODEL_NAME_INVALID"],
  ["a name of ours", () => model("rx_mine", { id: id() }), "MODEL_NAME_INVALID"],
  ["a quote in a name", () => model('a"b', { id: id() }), "MODEL_NAME_INVALID"],
  ["two names that are one in the database", () => model("twice", { aB: id(), a_b: text() }), "COLUMN_NAME_INVALID"],
  ["a column that hides a member", () => model("hides", { getSQL: text() }), "COLUMN_NAME_INVALID"],
  ["a second model of one table", () => model("plan_files", { id: id() }), "MODEL_DUPLICATE"],
  ["a decimal of 16 digits", () => decimal({ precision: 16, scale: 2 }), "COLUMN_OPTION_INVALID"],
  ["a choice twice", () => oneOf("a", "a"), "COLUMN_OPTION_INVALID"],
])("refuses %s", (_, make, code) => {
  expect(make).toThrow(expect.objectContaining({ code }));
});

test("refuses a reference that leads nowhere, and one to a key of another kind", () => {
  const nowhere = model("ref_nowhere", { id: id(), otherId: ref("ref_missing") });
  const mismatch = model("ref_mismatch", { id: id(), fileId: ref("plan_files") });
  expect(() => nowhere.id).toThrow(expect.objectContaining({ code: "REF_UNKNOWN" }));
  expect(() => mismatch.id).toThrow(expect.objectContaining({ code: "REF_KEY_MISMATCH" }));
});

// Printed by drizzle-kit as a migration would be.
test("prints defaults that the databases take, quotes and all", async () => {
  const table = model("default_prints", {
    id: id(),
    note: text().default("it's"),
    tags: json<object>().default({ a: "it's" }),
    raw: bytes().default(new Uint8Array([1])),
    big: bigint().default(9007199254740993n),
    at: timestamp().default(new Date(1_000)),
  });
  const info = modelOf(table)!;
  const sqlite = await generateSQLiteMigration(
    await generateSQLiteDrizzleJson({}),
    await generateSQLiteDrizzleJson({ t: tableFor(info, "sqlite") }),
  );
  const database = new Database(":memory:");
  for (const statement of sqlite) database.exec(statement);
  expect(database.prepare("insert into default_prints default values returning note, tags, raw, at").get()).toEqual({
    note: "it's",
    tags: '{"a":"it\'s"}',
    raw: null,
    at: 1_000,
  });
  expect(database.prepare("select big from default_prints").safeIntegers().pluck().get()).toBe(9007199254740993n);
  const [postgres] = await generateMigration(
    generateDrizzleJson({}),
    generateDrizzleJson({ t: tableFor(info, "postgres") }),
  );
  expect(postgres).toContain(`"tags" jsonb DEFAULT '{"a":"it''s"}'::jsonb`);
  const mysql = await generateMySQLMigration(
    await generateMySQLDrizzleJson({}),
    await generateMySQLDrizzleJson({ t: tableFor(info, "mysql") }),
  );
  expect(mysql[0]).toContain("`at` datetime(3) DEFAULT '1970-01-01 00:00:01.000'");
});

test("refuses a key over a column that may be empty", () => {
  const table = model("nullable_key", { year: integer().notNull(), no: integer() }, (t) => [
    primaryKey({ columns: [t.year, t.no] }),
  ]);
  expect(() => shapeOf(table, "sqlite")).toThrow(expect.objectContaining({ code: "MODEL_KEY_INVALID" }));
});
