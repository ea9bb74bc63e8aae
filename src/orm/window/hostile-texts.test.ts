// What a browser sends is never text of a statement: whatever it is, the statements are the same few.
import BetterSqlite3 from "better-sqlite3";
import fc from "fast-check";
import * as mysql from "mysql2/promise";
import { Client } from "pg";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { openDatabaseOn } from "../../../tests/support/open-database-on.ts";
import { dialectNames } from "../../../tests/support/servers/test-database.ts";
import type { LiveSource } from "../../framework/ports/live-source.ts";
import { id } from "../columns/id.ts";
import { longText } from "../columns/long-text.ts";
import { ref } from "../columns/ref.ts";
import { text } from "../columns/text.ts";
import { db } from "../db.ts";
import { model } from "../define-model.ts";
import { createLiveSource } from "./create-live-source.ts";
import { rows } from "./rows.ts";

const isLong = process.env["RX_TEST_LONG"] === "1";
const owners = model("hostile_owners", { id: id(), name: text().notNull() });
const notes = model("hostile_notes", {
  id: id(),
  title: text(),
  body: longText(),
  ownerId: ref(() => owners.id),
});

const classics = [
  "'; drop table hostile_notes; --",
  "' or '1'='1",
  '" or ""="',
  "`; select sleep(5); #",
  "\\' or 1=1 --",
  "\\",
  "%' union select * from hostile_owners --",
  "$1 $2 ?1 :name @x ? ??",
  "${id} {{id}} %s %d",
  "/* comment */ -- rest",
  "!%_\\%",
  "a' || (select 1) || '",
  "E'\\x27'",
  "\u2019; ＇ ʼ \u00bf' \u0000".replace("\u0000", ""),
  "\r\n\t\u2028\u200b",
  "\u{1f600}\u{10ffff}é\u0301",
  "constructor",
  "__proto__",
  "hostile_notes.title",
  "(select title from hostile_notes)",
];

/** Not by the driver of any database: what the protocol allows, without the one character that PostgreSQL's texts cannot hold. */
const anyText = fc
  .oneof(fc.string({ unit: "binary", maxLength: 60 }), fc.stringMatching(/^['"`;\\%_?$:#-]{1,40}$/))
  .map((value) => value.replaceAll("\0", "").toWellFormed());

/** Every statement that the drivers are given, as text. */
function watchDrivers(): { readonly texts: Set<string>; end(): void } {
  const texts = new Set<string>();
  const note = (query: unknown): void => {
    const own: unknown =
      typeof query === "object" && query !== null ? (Reflect.get(query, "sql") ?? Reflect.get(query, "text")) : query;
    if (typeof own === "string") texts.add(own);
  };
  const spies = [
    spyOn(BetterSqlite3.prototype, "prepare", note),
    spyOn(Client.prototype, "query", note),
    spyOn(Object(Reflect.get(Object(Reflect.get(mysql, "PromiseConnection")), "prototype")), "query", note),
  ];
  return { texts, end: () => spies.forEach((restore) => restore()) };
}

function spyOn(prototype: object, name: string, note: (query: unknown) => void): () => void {
  const plain: unknown = Reflect.get(prototype, name);
  if (typeof plain !== "function") throw new TypeError(`no method ${name}`);
  const spy = vi.spyOn(prototype as Record<string, (...args: unknown[]) => unknown>, name); // as: any driver's method
  spy.mockImplementation(function (this: unknown, ...args: unknown[]) {
    note(args[0]);
    return plain.apply(this, args);
  });
  return () => spy.mockRestore();
}

const all = () => rows(notes, { edit: ["title", "body"] });
const whole = { from: null, until: null };

/** Puts the text into every slot that a browser has. */
async function send(source: LiveSource, hostile: string): Promise<void> {
  const open = (view: Partial<Parameters<LiveSource["open"]>[1]>) =>
    source.open(all(), { sort: [["title", "asc"]], filter: null, search: "", ...view });
  const title = hostile.slice(0, 100);
  for (const [column, value] of [
    ["title", title],
    ["body", hostile],
  ] as const) {
    const live = open({ filter: { col: "id", op: "eq", value: 1 } });
    const [row] = await live.read(whole, 1);
    const was = row?.cells[column === "title" ? 1 : 2];
    expect(await source.edit(all(), { id: 1, column, value, was })).toEqual({ type: "ok", value });
    expect(await source.edit(all(), { id: 2, column, value: "other", was: `${hostile}!` })).toMatchObject({
      type: "conflict",
    });
  }
  const [stored] = await db.select().from(notes).where(eq(notes.id, 1));
  expect([stored?.title, stored?.body]).toEqual([title, hostile]);
  const found = async (live: ReturnType<typeof open>) => (await live.read(whole, 10)).map((row) => row.id);
  expect(await found(open({ filter: { col: "title", op: "eq", value: title } }))).toEqual([1]);
  expect(await found(open({ filter: { col: "title", op: "in", values: [title, null] } }))).toContain(1);
  expect(await found(open({ filter: { col: "title", op: "ne", value: title } }))).not.toContain(1);
  expect(await found(open({ search: title }))).toContain(1);
  for (const op of ["contains", "startsWith", "endsWith"] as const)
    expect(await found(open({ filter: { col: "title", op, value: title } }))).toContain(1);
  expect(await found(open({ filter: { col: "title", op: "notContains", value: title } }))).not.toContain(
    title === "" ? -1 : 1,
  );
  expect(await found(open({ filter: { col: "ownerId", op: "contains", value: hostile } }))).toBeDefined();
  // A place of the order: the row after it, and before it.
  const live = open({});
  const [place] = await live.byIds([1]);
  expect((await live.read({ from: place?.tuple ?? null, until: null }, 1)).map((row) => row.id)).toEqual([1]);
  expect((await live.readLast({ from: null, until: place?.tuple ?? null }, 5)).map((row) => row.id)).not.toContain(1);
  const page = { search: hostile, from: 0, count: 5 };
  await source.values(all(), { column: "title", ...page });
  await source.lookup(all(), { column: "ownerId", ...page });
  for (const name of [hostile, `title${hostile}`]) {
    if (["id", "title", "body", "ownerId"].includes(name)) continue;
    const refused = expect.objectContaining({ code: "COLUMN_NOT_ALLOWED" });
    expect(() => open({ sort: [[name, "asc"]] })).toThrow(refused);
    expect(() => open({ filter: { col: name, op: "blank" } })).toThrow(refused);
    await expect(source.values(all(), { column: name, ...page, search: "" })).rejects.toEqual(refused);
    await expect(source.edit(all(), { id: 1, column: name, value: "", was: "" })).rejects.toEqual(refused);
  }
}

describe.each(dialectNames)("%s", (dialect) => {
  let opened: Awaited<ReturnType<typeof openDatabaseOn>>;
  beforeAll(async () => {
    opened = await openDatabaseOn(dialect, owners, notes);
    await db.insert(owners).values({ id: 1, name: "Ann" });
    await db.insert(notes).values([
      { id: 1, title: "one", body: "one", ownerId: 1 },
      { id: 2, title: null, body: "two" },
      { id: 3, title: "three" },
    ]);
  });
  afterAll(() => opened[Symbol.asyncDispose]());

  test(
    "hostile texts in every slot make no statement that harmless ones do not make",
    async () => {
      const source = createLiveSource(opened.handle);
      const watched = watchDrivers();
      try {
        // Every way that the texts' own kinds may take: ASCII and not, empty, and where the row stands between the others.
        for (const harmless of ["aa", "é", "zz", ""]) await send(source, harmless);
        const known = new Set(watched.texts);
        expect(known.size).toBeGreaterThan(20);
        expect(known.size).toBeLessThan(120);
        const count = isLong ? 500 : classics.length + 4;
        const texts = [...classics, ...fc.sample(anyText, count - classics.length)];
        for (const hostile of texts) {
          await send(source, hostile);
          expect([hostile, [...watched.texts].filter((statement) => !known.has(statement))]).toEqual([hostile, []]);
        }
      } finally {
        watched.end();
      }
    },
    isLong ? 600_000 : 60_000,
  );
});
