// A browser that names what it was not shown is refused before any SQL: raw frames through the real parser and sessions.
import { afterAll, beforeAll, expect, test } from "vitest";
import { createRowsService } from "../../src/framework/live/create-rows-service.ts";
import { State } from "../../src/framework/state.ts";
import { settled, TestApp, type TestTab } from "../../src/framework/test-tab/test-app.ts";
import { id } from "../../src/orm/columns/id.ts";
import { integer } from "../../src/orm/columns/integer.ts";
import { ref } from "../../src/orm/columns/ref.ts";
import { text } from "../../src/orm/columns/text.ts";
import { createUnitOfWork } from "../../src/orm/create-unit-of-work.ts";
import { db } from "../../src/orm/db.ts";
import { model } from "../../src/orm/define-model.ts";
import type { DatabaseHandle } from "../../src/orm/session/database-handle.ts";
import { createLiveSource } from "../../src/orm/window/create-live-source.ts";
import { createQuerySource } from "../../src/orm/window/create-query-source.ts";
import { rows } from "../../src/orm/window/rows.ts";
import { defaultLimits } from "../../src/protocol/limits.ts";
import { parseFrame } from "../../src/protocol/parse-frame.ts";
import { openTestDatabase } from "../support/open-test-database.ts";

const teams = model("hidden_teams", { id: id(), name: text().notNull(), motto: text().secret() });
const staff = model("hidden_staff", {
  id: id(),
  name: text().notNull(),
  grade: integer().notNull(),
  teamId: ref(() => teams.id).notNull(),
  note: text().notNull().default("canary-note"),
  bossId: ref("hidden_staff"),
  passwordHash: text().notNull().default("canary-hash").secret(),
});

/** Shows three of seven columns. */
class Staff extends State {
  get rows() {
    return rows(db.select({ id: staff.id, name: staff.name, grade: staff.grade }).from(staff), {
      edit: ["name"],
      filter: ["name"],
      sort: ["name"],
    });
  }

  /** Shows whole rows: all but the secret. */
  get whole() {
    return rows(staff, { edit: ["name", "teamId"] });
  }
}

let opened: Awaited<ReturnType<typeof openTestDatabase>>;
let app: TestApp;
let statements = 0;

beforeAll(async () => {
  opened = await openTestDatabase(teams, staff);
  await db.insert(teams).values([{ name: "Red", motto: "canary-motto" }, { name: "Blue" }]);
  await db.insert(staff).values([
    { name: "Ann", grade: 1, teamId: 1 },
    { name: "Bob", grade: 2, teamId: 2 },
    { name: "Cid", grade: 3, teamId: 1 },
  ]);
  const handle = counted(opened.handle);
  const clock = { now: () => 0, after: () => () => undefined };
  const log = { error: () => undefined, warn: () => undefined };
  app = new TestApp([Staff], {
    unitOfWork: createUnitOfWork(handle),
    querySource: createQuerySource(handle),
    rows: createRowsService({
      source: createLiveSource(handle),
      feed: handle.changes,
      limits: defaultLimits,
      clock,
      log,
      random: () => "error-id",
    }),
  });
});

afterAll(async () => {
  await opened[Symbol.asyncDispose]();
});

/** Every statement of the framework goes through one of these. */
function counted(handle: DatabaseHandle): DatabaseHandle {
  const ways = new Set<PropertyKey>([
    "select",
    "selectDistinct",
    "insert",
    "update",
    "delete",
    "execute",
    "transaction",
  ]);
  const database = new Proxy(handle.database, {
    get: (target, key) => {
      if (ways.has(key)) statements++;
      return Reflect.get(target, key);
    },
  });
  const count =
    <A extends unknown[], R>(fn: (...args: A) => R) =>
    (...args: A): R => {
      statements++;
      return fn(...args);
    };
  return { ...handle, database, rows: count(handle.rows), scan: count(handle.scan) };
}

interface Frames {
  readonly tab: TestTab;
  next: number;
}

async function openPage(): Promise<Frames> {
  const tab = await app.tab();
  const frames = { tab, next: 2 };
  await ask(frames, { type: "page", want: 100 }, { n: "rows", view: 1 });
  await ask(frames, { type: "page", want: 100 }, { n: "whole", view: 2 });
  return frames;
}

/** Sends one frame as text; what came back, as text. */
async function send(frames: Frames, message: object): Promise<string> {
  const frame = JSON.stringify(message);
  const rules = { limits: defaultLimits, allowsLong: () => false };
  frames.tab.take();
  frames.tab.connection.receive(parseFrame(frame, Buffer.byteLength(frame), rules));
  for (let turn = 0; turn < 6; turn++) await settled();
  return frames.tab.take().join("\n");
}

function ask(frames: Frames, q: object, place: { n: string; view: number }): Promise<string> {
  return send(frames, { t: "window", id: frames.next++, s: "Staff", ...place, q });
}

async function edit(frames: Frames, change: object): Promise<string> {
  frames.next = Math.max(frames.next, 2);
  return send(frames, { t: "edit", id: editId(frames), view: 1, ...change });
}

const editIds = new WeakMap<Frames, number>();

function editId(frames: Frames): number {
  const next = (editIds.get(frames) ?? 1) + 1;
  editIds.set(frames, next);
  return next;
}

/** Runs `fn`; no statement may be sent meanwhile. */
async function withoutSql(fn: () => Promise<string>): Promise<string> {
  const before = statements;
  const answer = await fn();
  expect(statements).toBe(before);
  return answer;
}

const notSelected = ["teamId", "note", "passwordHash", "password_hash", "bossId", "boss_id"];
const madeUp = [
  "__proto__",
  "constructor",
  "prototype",
  "toString",
  "hasOwnProperty",
  "hidden_staff.name",
  "hidden_staff.passwordHash",
  "teamId.motto",
  "name.length",
  'name" or 1=1 --',
  "name;drop table hidden_staff",
  "NAME",
  " name",
  "rx_l3.motto",
  "rowid",
  "*",
  "",
  "nothing",
];
const strangers = [...notSelected, ...madeUp];
const operators = ["contains", "startsWith", "eq", "lt", "blank", "in"];

test("the handle names the selected columns only, and the rows hold nothing else", async () => {
  const frames = await openPage();
  const answer = await ask(frames, { type: "page", want: 100 }, { n: "whole", view: 2 });
  expect(answer).toContain("Ann");
  expect(answer).toContain("canary-note");
  expect(answer).not.toContain("canary-hash");
  expect(answer).not.toContain("canary-motto");
  expect(await ask(frames, { type: "page", want: 100 }, { n: "rows", view: 1 })).not.toContain("canary");
});

test("the positive control: what is allowed sends statements", async () => {
  const frames = await openPage();
  const before = statements;
  const filter = { col: "name", op: "contains", value: "a" };
  expect(await ask(frames, { type: "page", want: 10, filter }, { n: "rows", view: 1 })).toContain("Ann");
  expect(statements).toBeGreaterThan(before);
});

test.each(strangers)("filtering, sorting, values, lookup and editing by %j are refused without SQL", async (col) => {
  const frames = await openPage();
  const place = { n: "rows", view: 1 };
  const refused = expect.stringContaining('"COLUMN_NOT_ALLOWED"');
  for (const op of operators) {
    const condition = op === "in" ? { col, op, values: ["a"] } : { col, op, value: "a" };
    for (const filter of [condition, { all: [{ any: [condition] }] }]) {
      expect(await withoutSql(() => ask(frames, { type: "page", want: 10, filter }, place))).toEqual(refused);
    }
  }
  await ask(frames, { type: "page", want: 10, filter: null }, place);
  expect(await withoutSql(() => ask(frames, { type: "page", want: 10, sort: [[col, "asc"]] }, place))).toEqual(refused);
  await ask(frames, { type: "page", want: 10, sort: [] }, place);
  expect(await withoutSql(() => ask(frames, { type: "values", col, from: 0, count: 10 }, place))).toEqual(refused);
  expect(await withoutSql(() => ask(frames, { type: "lookup", col, from: 0, count: 10 }, place))).toEqual(refused);
  expect(await withoutSql(() => edit(frames, { key: 1, col, v: "x", was: "Ann" }))).toEqual(refused);
});

test.each(["passwordHash", "password_hash", "motto", "teamId.motto", "hidden_teams.motto"])(
  "a secret is as unknown as a made-up name: %s",
  async (col) => {
    const frames = await openPage();
    const place = { n: "whole", view: 2 };
    const secret = await withoutSql(() => ask(frames, { type: "page", want: 1, sort: [[col, "asc"]] }, place));
    const unknown = await withoutSql(() => ask(frames, { type: "page", want: 1, sort: [["nothing", "asc"]] }, place));
    const anonymous = (answer: string) =>
      answer
        .replace(/"id":\d+/, "")
        .replace(JSON.stringify(JSON.stringify(col)).slice(1, -1), "?")
        .replace(JSON.stringify('"nothing"').slice(1, -1), "?");
    expect(anonymous(secret)).toBe(anonymous(unknown));
  },
);

test("options say what may be done with a selected column", async () => {
  const frames = await openPage();
  const place = { n: "rows", view: 1 };
  const refused = expect.stringContaining('"COLUMN_NOT_ALLOWED"');
  const filter = { col: "grade", op: "gt", value: 1 };
  expect(await withoutSql(() => ask(frames, { type: "page", want: 10, filter }, place))).toEqual(refused);
  await ask(frames, { type: "page", want: 10, filter: null }, place);
  expect(await withoutSql(() => ask(frames, { type: "page", want: 10, sort: [["grade", "asc"]] }, place))).toEqual(
    refused,
  );
  await ask(frames, { type: "page", want: 10, sort: [] }, place);
  expect(await withoutSql(() => edit(frames, { key: 1, col: "grade", v: 9, was: 1 }))).toEqual(refused);
  expect(await withoutSql(() => edit(frames, { key: 1, col: "id", v: 9, was: 1 }))).toEqual(refused);
});

test("the search looks into shown columns only", async () => {
  const frames = await openPage();
  const total = /"total":\{"count":(\d+)/;
  const found = async (search: string, place: { n: string; view: number }) => {
    const answer = await ask(frames, { type: "page", want: 10, search }, place);
    const totals = answer.match(new RegExp(total, "g")) ?? [];
    return totals.at(-1);
  };
  expect(await found("canary-hash", { n: "whole", view: 2 })).toContain(":0");
  expect(await found("canary-motto", { n: "whole", view: 2 })).toContain(":0");
  expect(await found("canary-note", { n: "whole", view: 2 })).toContain(":3");
  expect(await found("canary-note", { n: "rows", view: 1 })).toContain(":0");
});

test("a key that this session was never shown names no row", async () => {
  const frames = await openPage();
  const stranger = await app.tab("eve");
  const other: Frames = { tab: stranger, next: 2 };
  await ask(other, { type: "page", want: 1, search: "Ann" }, { n: "rows", view: 1 });
  const refused = expect.stringContaining('"ROW_NOT_SHOWN"');
  for (const key of [2, 3, 4, 99, Number.MAX_SAFE_INTEGER]) {
    expect(await withoutSql(() => edit(other, { key, col: "name", v: "x", was: "Bob" }))).toEqual(refused);
    const at = { keys: [key], index: 0 };
    expect(await withoutSql(() => ask(other, { type: "page", want: 1, at }, { n: "rows", view: 1 }))).toEqual(refused);
  }
  expect(await db.select({ name: staff.name }).from(staff)).toEqual([
    { name: "Ann" },
    { name: "Bob" },
    { name: "Cid" },
  ]);
  // The positive control: the same key, shown, may be edited.
  expect(await edit(frames, { key: 2, col: "name", v: "Bea", was: "Bob" })).toContain('"a":{"id":2');
  expect(await db.select({ name: staff.name }).from(staff)).toEqual([
    { name: "Ann" },
    { name: "Bea" },
    { name: "Cid" },
  ]);
});

test("a rows var that the page does not have is refused", async () => {
  const frames = await openPage();
  for (const n of ["nothing", "__proto__", "constructor", "_hidden"]) {
    const answer = await withoutSql(() => ask(frames, { type: "page", want: 1 }, { n, view: 7 }));
    expect(answer).toContain('"ROWS_UNKNOWN"');
  }
});

test("values that do not fit a column are refused without SQL", async () => {
  const frames = await openPage();
  const place = { n: "whole", view: 2 };
  for (const value of [5, true, "~n5", "~d5", null]) {
    const filter = { col: "name", op: "lt", value };
    expect(await withoutSql(() => ask(frames, { type: "page", want: 1, filter }, place))).toContain(
      '"FILTER_VALUE_INVALID"',
    );
  }
});
