// Rows to a file and back, on each database: through the events, the tickets and the files of an app.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { and, asc, eq, gt } from "drizzle-orm";
import { crud } from "../../../src/crud/crud.ts";
import type { CreateRow } from "../../../src/crud/crud-class.ts";
import { reject } from "../../../src/framework/reject.ts";
import { bigint } from "../../../src/orm/columns/bigint.ts";
import { boolean } from "../../../src/orm/columns/boolean.ts";
import { bytes } from "../../../src/orm/columns/bytes.ts";
import { date } from "../../../src/orm/columns/date.ts";
import { decimal } from "../../../src/orm/columns/decimal.ts";
import { id } from "../../../src/orm/columns/id.ts";
import { integer } from "../../../src/orm/columns/integer.ts";
import { json } from "../../../src/orm/columns/json.ts";
import { oneOf } from "../../../src/orm/columns/one-of.ts";
import { real } from "../../../src/orm/columns/real.ts";
import { ref } from "../../../src/orm/columns/ref.ts";
import { text } from "../../../src/orm/columns/text.ts";
import { timestamp } from "../../../src/orm/columns/timestamp.ts";
import { db } from "../../../src/orm/db.ts";
import { model } from "../../../src/orm/define-model.ts";
import type { CsvAnswer, CsvExport, CsvImport, CsvLook, CsvOutcome } from "../../../src/protocol/crud.ts";
import { openTab } from "../../../src/testing/open-tab.ts";
import { testApp } from "../../../src/testing/test-app.ts";
import type { TestApp } from "../../../src/testing/testing-app.ts";
import { fetchFile, sendFile } from "../../support/files.ts";
import { dialectNames, testDatabase, type TestDatabase } from "../../support/servers/test-database.ts";

const makers = model("csv_makers", { id: id(), name: text().notNull() });
const parts = model(
  "csv_parts",
  {
    id: id(),
    code: text().notNull().unique(),
    makerId: ref(() => makers.id),
    title: text(),
    price: decimal({ precision: 14, scale: 4 }),
    serial: bigint(),
    weight: real(),
    stock: integer().notNull().default(0),
    sold: boolean().notNull().default(false),
    kind: oneOf("new", "used").notNull().default("new"),
    day: date(),
    seenAt: timestamp(),
    extra: json<unknown>(),
    picture: bytes(),
    cost: text().secret(),
  },
  {
    validate: (row) => {
      if (row.title === "forbidden") throw reject("Not that title.", { field: "title" });
    },
  },
);

class Parts extends crud(parts, { create: true, edit: true, search: ["title"] }) {}
class Stocked extends crud(parts, { create: true, edit: ["title", "stock"], plural: "Stück" }) {
  override query() {
    return db.select().from(parts).where(gt(parts.stock, 0));
  }
  override beforeCreate(row: CreateRow<typeof Stocked>) {
    if (row.title === "hooked") throw reject("The hook says no.", { field: "title" });
  }
}
class Closed extends crud(parts, { create: true, export: false, import: false }) {}

const visitor = "somebody";

describe.each(dialectNames)("on %s", (dialect) => {
  let server: TestDatabase;
  let app: TestApp;
  const folder = mkdtempSync(join(tmpdir(), "rowx-csv-"));

  beforeAll(async () => {
    server = await testDatabase(dialect);
    app = await testApp({ folder, config: { database: server.url } });
  });
  afterAll(async () => {
    await app[Symbol.asyncDispose]();
    await server[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true });
  });
  beforeEach(async () => {
    for (const table of [parts, makers]) await db.delete(table);
  });

  async function exported(State: typeof Parts | typeof Stocked, what: CsvExport): Promise<string> {
    await using tab = await openTab(app, State as typeof Parts, { visitor });
    return fetchFile(app, visitor, await tab.exportCsv(what));
  }

  async function imported(State: typeof Parts | typeof Stocked, how: CsvImport, file: string): Promise<CsvAnswer> {
    await using tab = await openTab(app, State as typeof Parts, { visitor });
    return sendFile(app, visitor, await tab.importCsv(how), file);
  }

  /** Looks at a file, and imports it as the look suggests. */
  async function taken(
    file: string,
    more: { readonly columns?: CsvLook["columns"]; readonly key?: readonly string[] } = {},
  ): Promise<CsvOutcome> {
    const look = (await imported(Parts, { how: "look" }, file)) as unknown as CsvLook;
    return (await imported(Parts, { how: "write", columns: look.columns, ...more }, file)) as unknown as CsvOutcome;
  }

  test("what is exported and imported again is the same, to the last digit", async () => {
    const [maker] = await db.insert(makers).values({ name: "=Acme" }).returning();
    const rows = [
      {
        code: "A",
        makerId: maker!.id,
        title: '=HYPERLINK("x")',
        price: "-1234567890.1200",
        serial: -9223372036854775808n,
        weight: 0.1,
        stock: -5,
        sold: true,
        kind: "used" as const,
        day: "2026-02-28",
        seenAt: new Date("2026-02-28T23:59:59.987Z"),
        extra: { a: ["ü", 1, null], b: "=1" },
        picture: Buffer.from([0, 255, 10]),
      },
      { code: "-B", title: "two\nlines, \"quoted\"; 'and' ü😀", serial: 9007199254740993n, price: "0.0001" },
      { code: "+C", title: "'=already quoted", extra: "=text", weight: 1e300 },
      { code: " D ", title: " blanks " },
    ];
    await db.insert(parts).values(rows.map((row) => row as typeof parts.$inferInsert));
    const before = await db.select().from(parts).orderBy(asc(parts.code));
    const file = await exported(Parts, {});
    expect(file).not.toContain("Cost");
    await db.delete(parts);
    const outcome = await taken(file, { columns: (await lookAt(file)).columns.map(withoutId) });
    expect(outcome).toMatchObject({
      type: "done",
      written: true,
      rows: 4,
      created: 4,
      updated: 0,
      failed: 0,
      errors: [],
    });
    const after = await db.select().from(parts).orderBy(asc(parts.code));
    expect(after.map(({ id: _, ...row }) => row)).toEqual(before.map(({ id: _, ...row }) => row));
  });

  async function lookAt(file: string): Promise<CsvLook> {
    return (await imported(Parts, { how: "look" }, file)) as unknown as CsvLook;
  }

  function withoutId<T extends { readonly field: string } | null>(target: T): T | null {
    return target?.field === "id" ? null : target;
  }

  test("the file has what the table shows, in its order, with what spreadsheets would run made text", async () => {
    await db.insert(makers).values({ name: "@Acme" });
    await db.insert(parts).values([
      { code: "a", title: "=1+1", stock: 3, price: "-1.5" },
      { code: "b", title: "two", stock: 1 },
      { code: "c", title: "three", stock: 2 },
      { code: "d", title: "two more", stock: 0 },
    ]);
    const columns = ["code", "title", "price", "stock"];
    expect(
      await exported(Parts, { columns, sort: [["stock", "desc"]], filter: { col: "stock", op: "gt", value: 1 } }),
    ).toBe("\uFEFFCode,Title,Price,Stock\r\na,'=1+1,-1.5000,3\r\nc,three,,2\r\n");
    expect(await exported(Parts, { columns: ["title"], search: "two", bom: false, sort: [["code", "asc"]] })).toBe(
      "Title\r\ntwo\r\ntwo more\r\n",
    );
    expect(await exported(Stocked, { columns: ["code", "stock"], delimiter: ";", sort: [["code", "asc"]] })).toBe(
      "\uFEFFCode;Stock\r\na;3\r\nb;1\r\nc;2\r\n",
    );
    await using tab = await openTab(app, Parts, { visitor });
    const [, second] = await tab.rows.keys(0, 2);
    const ticket = await tab.exportCsv({ columns: ["code"], keys: [second!] });
    expect(ticket.name).toBe("Csv parts.csv");
    expect(await fetchFile(app, visitor, ticket)).toBe("\uFEFFCode\r\nb\r\n");
  });

  test("only what the query selects and the app allows leaves and comes in", async () => {
    await using tab = await openTab(app, Parts, { visitor });
    await expect(tab.exportCsv({ columns: ["cost"] })).rejects.toMatchObject({ code: "COLUMN_NOT_ALLOWED" });
    await expect(tab.exportCsv({ filter: { col: "cost", op: "eq", value: "1" } })).rejects.toMatchObject({
      code: "COLUMN_NOT_ALLOWED",
    });
    await expect(tab.importCsv({ how: "check", columns: [{ field: "cost" }] })).rejects.toMatchObject({
      code: "COLUMN_NOT_ALLOWED",
    });
    await expect(
      tab.importCsv({ how: "check", columns: [{ field: "code" }, { field: "code" }] }),
    ).rejects.toMatchObject({ code: "COLUMN_NOT_ALLOWED" });
    await expect(tab.importCsv({ how: "check", columns: [{ field: "title" }], key: ["title"] })).rejects.toMatchObject({
      code: "COLUMN_NOT_ALLOWED",
    });
    await using closed = await openTab(app, Closed, { visitor });
    await expect(closed.exportCsv({})).rejects.toMatchObject({ code: "CRUD_NOT_ALLOWED" });
    await expect(closed.importCsv({ how: "look" })).rejects.toMatchObject({ code: "CRUD_NOT_ALLOWED" });
  });

  test("a look says what a file is, and where its columns go", async () => {
    const look = await lookAt('\uFEFFCODE;"Maker";stock ;Nothing\r\nA;"Ac;me";1;\r\nB;;2;\r\n');
    expect(look).toEqual({
      type: "look",
      delimiter: ";",
      header: ["CODE", "Maker", "stock ", "Nothing"],
      sample: [
        ["A", "Ac;me", "1", ""],
        ["B", "", "2", ""],
      ],
      columns: [{ field: "code" }, { field: "makerId", by: "name" }, { field: "stock" }, null],
    });
    expect((await lookAt("Maker,Maker ID\r\nx,1\r\n")).columns).toEqual([null, { field: "makerId" }]);
  });

  test("each row with an error is told, with its line and field; a check writes nothing, nor does a file with errors", async () => {
    await db.insert(makers).values([{ name: "Acme" }, { name: "Twin" }, { name: "Twin" }]);
    await db.insert(parts).values({ code: "taken" });
    const file = [
      "Code,Maker,Title,Stock,Kind,Seen at",
      "ok,Acme,fine,1,new,2026-01-01",
      "taken,,,1,new,",
      "x1,Nobody,,1,new,",
      "x2,Twin,,1,new,",
      "x3,,,many,new,",
      "x4,,,1,old,",
      "x5,,forbidden,1,new,",
      ",,,1,new,",
      "",
      "x6,,,1,new,2026-02-30",
      "x7,,,1,new,2026-01-01T00:00:00.0001Z",
      "ok,,,2,new,",
      "ok2,Acme,,,,",
    ].join("\n");
    const { columns } = await lookAt(file);
    const told = await imported(Parts, { how: "check", columns, onError: "skip" }, file);
    expect(told).toMatchObject({ type: "done", written: false, rows: 12, created: 2, updated: 0, failed: 10 });
    const errors = (told as unknown as CsvOutcome).errors.map(({ line, field, found }) => [line, field, found]);
    expect(errors).toEqual([
      [3, "code", "taken"],
      [4, "makerId", "Nobody"],
      [5, "makerId", "Twin"],
      [6, "stock", "many"],
      [7, "kind", "old"],
      [8, "title", "forbidden"],
      [9, "code", ""],
      [11, "seenAt", "2026-02-30"],
      [12, "seenAt", "2026-01-01T00:00:00.0001Z"],
      [13, "code", "ok"],
    ]);
    expect(await db.$count(parts)).toBe(1);
    expect(await imported(Parts, { how: "write", columns }, file)).toMatchObject({ written: false, gaveUp: true });
    expect(await db.$count(parts)).toBe(1);
    expect(await imported(Parts, { how: "write", columns, onError: "skip" }, file)).toMatchObject({
      written: true,
      created: 2,
      failed: 10,
    });
    expect(await db.select({ code: parts.code }).from(parts).orderBy(asc(parts.code))).toEqual([
      { code: "ok" },
      { code: "ok2" },
      { code: "taken" },
    ]);
  });

  test("rows that are there are changed by their keys, in the columns of the file alone and only where they differ", async () => {
    await db.insert(parts).values([
      { code: "a", title: "old", stock: 1, price: "1" },
      { code: "b", title: "same", stock: 2, price: "2" },
    ]);
    const file = "Code,Title,Stock\na,new,1\nb,same,2\nc,made,3\na,newer,7\n";
    const outcome = await taken(file, { key: ["code"] });
    expect(outcome).toMatchObject({ written: true, rows: 4, created: 1, updated: 2, failed: 0 });
    const rows = await db
      .select({ code: parts.code, title: parts.title, stock: parts.stock, price: parts.price })
      .from(parts)
      .orderBy(asc(parts.code));
    expect(rows).toEqual([
      { code: "a", title: "newer", stock: 7, price: "1.0000" },
      { code: "b", title: "same", stock: 2, price: "2.0000" },
      { code: "c", title: "made", stock: 3, price: null },
    ]);
  });

  test("a row that the list does not show, and a column that may not be changed, are refused", async () => {
    await db.insert(parts).values([
      { code: "hidden", title: "x", stock: 0 },
      { code: "shown", title: "x", stock: 5, kind: "new" },
    ]);
    const columns = [{ field: "code" }, { field: "title" }, { field: "kind" }];
    const told = await imported(
      Stocked,
      { how: "write", columns, key: ["code"], onError: "skip" },
      "a,b,c\nhidden,mine,new\nshown,mine,used\nshown,good,new\nother,hooked,new\n",
    );
    expect(told).toMatchObject({ created: 0, updated: 1, failed: 3 });
    expect((told as unknown as CsvOutcome).errors).toMatchObject([
      { line: 2 },
      { line: 3, field: "kind", found: "used" },
      { line: 5, field: "title", found: "hooked", message: "The hook says no." },
    ]);
    expect(await db.select().from(parts).where(eq(parts.code, "shown"))).toMatchObject([{ title: "good" }]);
    expect(
      await db
        .select()
        .from(parts)
        .where(and(eq(parts.code, "hidden"))),
    ).toMatchObject([{ title: "x" }]);
  });

  test("many rows come in by batches, and are seen by an open table", async () => {
    const lines = Array.from({ length: 3_000 }, (_, at) => `p${at},${at % 7},Title ${at}`);
    await using tab = await openTab(app, Parts, { visitor });
    expect(await tab.rows.window(0, 1)).toEqual([]);
    const outcome = await taken(`Code,Stock,Title\r\n${lines.join("\r\n")}\r\n`);
    expect(outcome).toMatchObject({ written: true, rows: 3_000, created: 3_000 });
    expect(await tab.rows.total()).toEqual({ count: 3_000, is: "exact" });
    const file = await exported(Parts, { columns: ["code"], bom: false, sort: [["code", "asc"]] });
    expect(file.trim().split("\r\n").slice(1)).toEqual(lines.map((line) => line.split(",")[0]).toSorted());
  });

  test("what is no CSV or no UTF-8 is refused in words", async () => {
    await expect(taken("")).rejects.toMatchObject({ code: "CSV_INVALID" });
    await expect(taken('Code\n"open')).rejects.toMatchObject({ code: "CSV_INVALID" });
    expect(await db.$count(parts)).toBe(0);
  });
});
