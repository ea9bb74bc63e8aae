import { eq } from "drizzle-orm";
import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { expect, test } from "vitest";
import { openTestDatabase } from "../../tests/support/open-test-database.ts";
import type { CommittedChange } from "../framework/ports/change-feed.ts";
import { connect } from "./connect.ts";
import { db } from "./db.ts";
import { id } from "./columns/id.ts";
import { text as portableText } from "./columns/text.ts";
import { model } from "./define-model.ts";

const native = sqliteTable("native_rows", {
  id: integer().primaryKey({ autoIncrement: true }),
  name: text().notNull(),
  big: integer({ mode: "number" }),
});
const other = model("connect_other", { id: id(), name: portableText().notNull() });

test("takes tables of Drizzle's own functions, changes told as for models", async () => {
  await using base = await openTestDatabase(native);
  await using database = await connect.sqlite(`sqlite:${base.file}`);
  const [row] = await database.insert(native).values({ name: "a" }).returning();
  expect(row).toEqual({ id: 1, name: "a", big: null });
  base.handle.changes.watch("native_rows");
  const seen: CommittedChange[] = [];
  base.handle.changes.onCommit((changes) => seen.push(...changes));
  await db
    .update(native as never)
    .set({ name: "b" } as never)
    .where(eq(native.id, 1));
  expect(seen).toEqual([
    { table: "native_rows", keys: [[1]], before: [{ id: 1, name: "a", big: null }], columns: ["name"] },
  ]);
  expect(await database.select({ name: native.name }).from(native)).toEqual([{ name: "b" }]);
});

test("keeps two databases and their transactions apart", async () => {
  await using first = await openTestDatabase(other);
  await using second = await openTestDatabase(other);
  const [one, two] = [first.handle.database, second.handle.database];
  const failing = one.transaction(async () => {
    await one.insert(other).values({ name: "one" });
    await two.insert(other).values({ name: "two" });
    throw new Error("undo one");
  });
  await expect(failing).rejects.toThrow("undo one");
  expect(await one.$count(other)).toBe(0);
  expect(await two.$count(other)).toBe(1);
});

test("refuses what is no database", async () => {
  await using base = await openTestDatabase();
  await expect(connect(`sqlite:${base.file}/sub/x.db`)).rejects.toMatchObject({ code: "DATABASE_UNREADABLE" });
});

test("says that nothing is open", async () => {
  expect(() => db.select()).toThrow(expect.objectContaining({ code: "NOT_CONNECTED" }));
});
