// What a database refuses is told in the same words, at the same field.
import { describe, expect } from "vitest";
import { check, eq, id, integer, model, primaryKey, ref, sql, text, unique } from "../../src/entries/orm.ts";
import { onEachDatabase } from "../support/on-each-database.ts";

const people = model(
  "error_people",
  {
    id: id(),
    email: text({ label: "E-mail" }).notNull().unique(),
    first: text(),
    last: text(),
    age: integer(),
    code: text({ max: 3 }),
  },
  (t) => [unique().on(t.first, t.last), check("adult", sql`${t.age} >= 18`)],
);
const orders = model("error_orders", { id: id(), personId: ref(() => people.id).notNull(), note: text() });
const seats = model("error_seats", { row: integer().notNull(), seat: integer().notNull() }, (t) => [
  primaryKey({ columns: [t.row, t.seat] }),
]);
const models = { people, orders, seats };
type Db = Parameters<Parameters<typeof onEachDatabase>[2]>[0];

async function failureOf(work: () => PromiseLike<unknown>): Promise<unknown> {
  try {
    await work();
  } catch (error) {
    const { code, message, field } = error as { code: string; message: string; field?: string }; // as: what all of ours have
    return { code, message: message.split("\n")[0], field };
  }
  return "nothing failed";
}
const add = (db: Db) => db.insert(people).values({ email: "a", first: "x", last: "y", age: 20 });

describe("errors", () => {
  onEachDatabase(models, "a value that is taken, at its field", async (db) => {
    await add(db);
    expect(await failureOf(() => db.insert(people).values({ email: "a" }))).toEqual({
      code: "UNIQUE_VIOLATION",
      message: "E-mail: expected a value that no other row has, found one that is taken.",
      field: "email",
    });
  });

  onEachDatabase(models, "the same by an update", async (db) => {
    await add(db);
    await db.insert(people).values({ email: "b" });
    const update = () => db.update(people).set({ email: "a" }).where(eq(people.id, 2));
    expect(await failureOf(update)).toMatchObject({ code: "UNIQUE_VIOLATION", field: "email" });
    expect(await failureOf(() => update().returning())).toMatchObject({ code: "UNIQUE_VIOLATION", field: "email" });
  });

  onEachDatabase(models, "two columns that are taken together", async (db) => {
    await add(db);
    expect(await failureOf(() => db.insert(people).values({ email: "b", first: "x", last: "y" }))).toEqual({
      code: "UNIQUE_VIOLATION",
      message: "First and Last: expected a value that no other row has, found one that is taken.",
      field: "first",
    });
  });

  onEachDatabase(models, "a key that is taken", async (db) => {
    await add(db);
    expect(await failureOf(() => db.insert(people).values({ id: 1, email: "b" }))).toMatchObject({
      code: "UNIQUE_VIOLATION",
      field: "id",
    });
    await db.insert(seats).values({ row: 1, seat: 1 });
    expect(await failureOf(() => db.insert(seats).values({ row: 1, seat: 1 }))).toMatchObject({
      code: "UNIQUE_VIOLATION",
      field: "row",
    });
  });

  onEachDatabase(models, "a value that is missing, before it is sent", async (db) => {
    expect(await failureOf(() => db.insert(people).values({ email: null as never }))).toEqual({
      code: "VALUE_INVALID",
      message: "E-mail: expected a value, found none.",
      field: "email",
    });
  });

  onEachDatabase(models, "a value that is missing, as the database says it", async (db) => {
    const failed = { code: "NOT_NULL_VIOLATION", message: "E-mail: expected a value, found none.", field: "email" };
    expect(await failureOf(() => db.insert(people).values({ first: "x" } as never))).toEqual(failed);
    await add(db);
    expect(await failureOf(() => db.update(people).set({ email: sql`null` }))).toEqual(failed);
  });

  onEachDatabase(models, "a reference to nothing", async (db) => {
    const message = "Expected a reference to a row that exists, found one to a row that does not.";
    expect(await failureOf(() => db.insert(orders).values({ personId: 9 }))).toMatchObject({
      code: "FOREIGN_KEY_VIOLATION",
      message,
    });
    await add(db);
    await db.insert(orders).values({ personId: 1 });
    expect(await failureOf(() => db.update(orders).set({ personId: 9 }))).toMatchObject({
      code: "FOREIGN_KEY_VIOLATION",
      message,
    });
  });

  onEachDatabase(models, "a row that others point to", async (db) => {
    await add(db);
    await db.insert(orders).values({ personId: 1 });
    expect(await failureOf(() => db.delete(people))).toMatchObject({
      code: "FOREIGN_KEY_VIOLATION",
      message: "Expected a row that no other row points to, found one that others still point to.",
    });
    expect(await db.$count(people)).toBe(1);
  });

  onEachDatabase(models, "a rule of the table", async (db) => {
    expect(await failureOf(() => db.insert(people).values({ email: "a", age: 17 }))).toMatchObject({
      code: "CHECK_VIOLATION",
      message: "Expected a row that keeps the rule error_people_adult_check, found one that breaks it.",
    });
  });

  onEachDatabase(models, "a column that is none", async (db) => {
    expect(await failureOf(() => db.insert(people).values({ email: "a", nope: 1 } as never))).toMatchObject({
      code: "COLUMN_UNKNOWN",
    });
    expect(await failureOf(() => db.update(people).set({ nope: 1 } as never))).toMatchObject({
      code: "COLUMN_UNKNOWN",
    });
  });

  onEachDatabase(models, "SQL that is none, a table and a column that are none", async (db) => {
    for (const text of ["selec 1", "select * from no_such_table", "select nothing from error_people"])
      expect(await failureOf(() => db.execute(text))).toMatchObject({ code: "DATABASE_FAILED" });
  });

  onEachDatabase(models, "an error holds the database's own as its cause, and the next query works", async (db) => {
    await add(db);
    const error: unknown = await add(db).then(
      () => undefined,
      (failure: unknown) => failure,
    );
    expect(error).toMatchObject({ code: "UNIQUE_VIOLATION", cause: expect.any(Error) });
    expect(await db.$count(people)).toBe(1);
  });

  onEachDatabase(models, "a hundred failures leave every connection usable", async (db) => {
    await add(db);
    const results = await Promise.allSettled(Array.from({ length: 100 }, () => add(db)));
    expect(results.every(({ status }) => status === "rejected")).toBe(true);
    expect(await Promise.all(Array.from({ length: 30 }, () => db.$count(people)))).toEqual(
      Array.from({ length: 30 }, () => 1),
    );
  });
});
