import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { dialectNames, testDatabase } from "../../tests/support/servers/test-database.ts";
import { id } from "./columns/id.ts";
import { integer } from "./columns/integer.ts";
import { ref } from "./columns/ref.ts";
import { text } from "./columns/text.ts";
import { timestamp } from "./columns/timestamp.ts";
import { foreignKey } from "./constraints/foreign-key.ts";
import { primaryKey } from "./constraints/primary-key.ts";
import { setCurrentDatabase } from "./current-database.ts";
import { model } from "./define-model.ts";
import { introspect } from "./introspect/introspect.ts";
import { loadKit } from "./migrate/load-kit.ts";
import { modelOf } from "./model-info.ts";
import { openDatabase } from "./open-database.ts";
import { tableFor } from "./table-for.ts";

const lines = model(
  "Order Lines",
  { order: integer({ column: "Order" }).notNull(), line: integer({ column: "Line No" }).notNull() },
  (t) => [primaryKey({ columns: [t.order, t.line] })],
);
const notes = model(
  "Line Notes",
  {
    id: id({ column: "NoteID" }),
    order: integer({ column: "Order" }),
    line: integer({ column: "Line No" }),
    text: text({ column: "from", max: 40 }),
    parentId: ref("Line Notes", { column: "Parent", onDelete: "set null" }),
    at: timestamp({ column: "Written At", sqlite: "text" }).defaultNow(),
  },
  (t) => [
    foreignKey({
      columns: [t.order, t.line],
      references: () => [lines.order, lines.line],
      onDelete: "cascade",
    }),
  ],
);

test.for(dialectNames)("keeps the names that a database has, and a key of two columns, on %s", async (dialect) => {
  await using base = await testDatabase(dialect);
  const handle = await openDatabase(base.url);
  setCurrentDatabase(handle);
  try {
    const kit = await loadKit(dialect);
    const tables = Object.fromEntries([lines, notes].map((one, at) => [at, tableFor(modelOf(one)!, dialect)]));
    for (const statement of await kit.diff(await kit.snapshot({}), await kit.snapshot(tables)))
      await handle.database.execute(statement);
    const shape = await introspect(handle);
    expect(shape.tables.map((table) => [table.name, table.columns.map(({ name }) => name)])).toEqual([
      ["Line Notes", ["NoteID", "Order", "Line No", "from", "Parent", "Written At"]],
      ["Order Lines", ["Order", "Line No"]],
    ]);
    expect(shape.tables[0]?.foreignKeys).toMatchObject(
      expect.arrayContaining([
        expect.objectContaining({ table: "Order Lines", targets: ["Order", "Line No"], onDelete: "cascade" }),
      ]),
    );
    expect(shape.tables[0]?.columns.at(-1)).toMatchObject({ kind: "timestamp", default: { type: "now" } });
    const { database } = handle;
    await database.insert(lines).values({ order: 1, line: 2 });
    const at = new Date("2026-11-21T09:30:00.250Z");
    await database.insert(notes).values([
      { order: 1, line: 2, text: "a", at },
      { order: 1, line: 2, at: new Date("2026-11-21T09:30:00Z") },
    ]);
    expect(await database.select({ at: notes.at }).from(notes).where(eq(notes.at, at))).toEqual([{ at }]);
    expect(await database.select({ text: notes.text }).from(notes).orderBy(notes.at)).toEqual([
      { text: null },
      { text: "a" },
    ]);
    await expect(database.insert(notes).values({ order: 9, line: 9 })).rejects.toMatchObject({
      code: "FOREIGN_KEY_VIOLATION",
    });
    if (dialect === "postgres") {
      await database.execute('alter table "Line Notes" alter column "Written At" type timestamp');
      expect(await database.select({ at: notes.at }).from(notes).where(eq(notes.at, at))).toEqual([{ at }]);
    }
    await database.delete(lines);
    expect(await database.$count(notes)).toBe(0);
  } finally {
    setCurrentDatabase(undefined);
    await handle.database.close();
  }
});
