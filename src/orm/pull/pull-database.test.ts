import { Column, getTableColumns } from "drizzle-orm";
import { expect, test } from "vitest";
import { oddTables } from "../../../tests/support/odd-tables.ts";
import { dialectNames, testDatabase } from "../../../tests/support/servers/test-database.ts";
import { setCurrentDatabase } from "../current-database.ts";
import type { DialectName } from "../dialects/dialect-name.ts";
import { openDatabase } from "../open-database.ts";
import { loadKit } from "../migrate/load-kit.ts";
import type { DatabaseHandle } from "../session/database-handle.ts";
import { tableFor } from "../table-for.ts";
import { buildModels } from "./build-models.ts";
import { printModels } from "./print-models.ts";
import { pullDatabase } from "./pull-database.ts";

async function oddDatabase(url: string, dialect: DialectName): Promise<DatabaseHandle> {
  const handle = await openDatabase(url);
  for (const statement of oddTables(dialect)) await handle.database.execute(statement);
  return handle;
}

test.for(dialectNames)("writes models of a database with odd names on %s", async (dialect) => {
  await using base = await testDatabase(dialect);
  const handle = await oddDatabase(base.url, dialect);
  try {
    const { schema } = await pullDatabase(handle);
    const text = printModels(schema, "a test");
    const line = (start: string): string =>
      text
        .split("\n")
        .find((one) => one.trim().startsWith(start))
        ?.trim() ?? "";
    expect(schema.models.map(({ name }) => name).toSorted()).toEqual([
      "cycleAs",
      "cycleBs",
      "logs",
      "notes",
      "orderDetails",
      "selects",
      "wides",
    ]);
    expect(line("order:")).toBe("order: id(),");
    expect(line("class:")).toBe(`class: text({ max: 20 }).notNull().unique().default("it's"),`);
    expect(line("column2nd:")).toBe(`column2nd: integer({ column: "2nd" }).default(7),`);
    expect(text).toContain(`primaryKey({ columns: [t.orderId, t.lineNo] })`);
    expect(text).toMatch(/check\("[\w]+", sql`\(?\$\{t\.qty\} > \(?0\)?\)?`\)/);
    expect(line("qty:")).toBe(`qty: decimal({ precision: 8, scale: 3 }).notNull().default("1.500"),`);
    expect(line("state:")).toBe(
      dialect === "sqlite" ? `state: text({ max: 10 }).default("on"),` : `state: oneOf("on", "off").default("on"),`,
    );
    expect(text).toContain(
      `foreignKey({ columns: [t.orderId, t.lineNo], references: () => [orderDetails.orderId, orderDetails.lineNo] })`,
    );
    expect(line("parent:")).toContain(`ref("notes", { onDelete: "set null", as: "parentRow"`);
    expect(line("firstId:")).toContain(`many: "notesByFirst"`);
    expect(line("secondId:")).toContain(`many: "notesBySecond"`);
    expect(text).toContain("// no primary key: rows can be read, and not edited one by one");
    expect(text).toContain("view some_notes (id, body): a view is no model");
    expect(text).toContain(`// table "it's": its name`);
    expect(text).toMatch(/\/\/ index notes_body \(first_id desc\)/);
    if (dialect !== "sqlite") expect(line("bId:")).toContain(`ref("cycle_b"`);
  } finally {
    await handle.database.close();
  }
});

test.for(dialectNames)(
  "makes models that read and write the database they come from, and make it anew elsewhere: %s",
  async (dialect) => {
    await using base = await testDatabase(dialect);
    const handle = await oddDatabase(base.url, dialect);
    setCurrentDatabase(handle);
    try {
      const { schema } = await pullDatabase(handle);
      const models = buildModels(schema);
      const { database } = handle;
      const proxy = (name: string): any => models.find((one) => one.name === name)?.proxy;
      expect(await database.select().from(proxy("Order Details"))).toEqual([
        { orderId: 1, lineNo: 1, qty: "2.125", state: "on" },
      ]);
      await database.insert(proxy("notes")).values({ orderId: 1n, lineNo: 1, firstId: 1, body: "x" });
      expect(await database.select().from(proxy("notes"))).toMatchObject([
        { id: 1, parent: null, firstId: 1, body: "x" },
      ]);
      await database.insert(proxy("log")).values({ message: "a" });
      const [row] = await database.select().from(proxy("log"));
      expect(Math.abs(Number(row?.["at"]) - Date.now())).toBeLessThan(86_400_000);
      for (const other of dialectNames) {
        await using elsewhere = await testDatabase(other);
        const target = await openDatabase(elsewhere.url);
        const kit = await loadKit(other);
        const tables = Object.fromEntries(models.map((one) => [one.name, tableFor(one, other)]));
        for (const statement of await kit.diff(await kit.snapshot({}), await kit.snapshot(tables)))
          await target.database.execute(statement);
        await target.database.close();
      }
      expect(Object.values(getTableColumns(proxy("wide"))).filter((column) => column instanceof Column)).toHaveLength(
        121,
      );
    } finally {
      setCurrentDatabase(undefined);
      await handle.database.close();
    }
  },
);

test("leaves out what no column of ours can hold, keeps other types as text, and says both", async () => {
  await using base = await testDatabase("postgres");
  const handle = await openDatabase(base.url);
  setCurrentDatabase(handle);
  try {
    await handle.database.execute(
      "create table hosts (id serial primary key, tags text[] not null default '{}', address inet, took interval, at time, amount money, size numeric(30, 4))",
    );
    await handle.database.execute(
      "insert into hosts (tags, address, took, at, amount, size) values ('{a,b}', '10.0.0.1', '2 hours', '09:30', 12.5, 1.5)",
    );
    const { schema } = await pullDatabase(handle);
    const text = printModels(schema, "a test");
    expect(text).toContain("// column tags text[]: no column of rowx holds it\n");
    expect(text).toContain("// of the type inet, kept as its text\n  address: text(),");
    expect(text).toContain(
      "// a decimal of 30 digits, 4 behind the point\n  size: decimal({ precision: 15, scale: 4 }),",
    );
    const hosts: any = buildModels(schema)[0]?.proxy;
    expect(await handle.database.select().from(hosts)).toEqual([
      { id: 1, address: "10.0.0.1", took: "02:00:00", at: "09:30:00", amount: "$12.50", size: "1.5000" },
    ]);
    await handle.database.insert(hosts).values({ address: "10.0.0.2", took: "1 day", at: "10:00", size: "2.5" });
    expect(await handle.database.$count(hosts)).toBe(2);
  } finally {
    setCurrentDatabase(undefined);
    await handle.database.close();
  }
});
