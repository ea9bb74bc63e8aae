import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createDraw } from "../../../../tests/live/create-draw.ts";
import { openDatabaseOn } from "../../../../tests/support/open-database-on.ts";
import { dialectNames } from "../../../../tests/support/servers/test-database.ts";
import type { LiveRow, LiveRows, RowsView } from "../../../framework/ports/live-source.ts";
import type { Filter, Sort } from "../../../protocol/rows.ts";
import { db } from "../../db.ts";
import { createLiveSource } from "../create-live-source.ts";
import type { PlanColumn } from "../plan.ts";
import { planOf } from "../plan-of.ts";
import { people, sales, walkShapes } from "./walk-shapes.ts";

type Draw = () => number;

const isLong = process.env["RX_TEST_LONG"] === "1";
const texts = ["", "a", "A", "b", "é", "Z", "100%", "_", "\u{1f600}", "\u{ffee}", "a b", "it's"];
const whole = { from: null, until: null };

function pick<T>(draw: Draw, items: readonly T[]): T {
  const item = items[Math.floor(draw() * items.length)];
  if (item === undefined) throw new Error("nothing to pick from");
  return item;
}

function maybe<T>(draw: Draw, value: T): T | null {
  return draw() < 0.25 ? null : value;
}

function randomSale(draw: Draw, personId: number) {
  return {
    personId,
    total: (Math.floor(draw() * 12) / 4).toFixed(2),
    rank: maybe(draw, Math.floor(draw() * 6)),
    big: maybe(draw, 2n ** 60n + BigInt(Math.floor(draw() * 4))),
    share: maybe(draw, Math.floor(draw() * 5) / 3),
    at: maybe(draw, new Date(1_600_000_000_000 + Math.floor(draw() * 6) * 250)),
    paid: maybe(draw, draw() < 0.5),
    kind: maybe(draw, pick(draw, ["a", "b", "c"] as const)),
    note: maybe(draw, pick(draw, texts)),
    code: `0000000${Math.floor(draw() * 4)}-0000-4000-8000-00000000000${Math.floor(draw() * 10)}`,
  };
}

async function fill(draw: Draw): Promise<void> {
  for (let key = 1; key <= 12; key++) {
    const born = maybe(draw, `19${50 + Math.floor(draw() * 3)}-01-31`);
    await db
      .insert(people)
      .values({ id: key, name: pick(draw, texts), born, bossId: key < 4 ? null : maybe(draw, key - 3) });
  }
  await db.insert(sales).values(Array.from({ length: 60 }, () => randomSale(draw, 1 + Math.floor(draw() * 12))));
}

/** Rows of people who were not there: all others stay as they are in every query. Ranks and names are new, too. */
async function insert(draw: Draw): Promise<void> {
  const name = `${pick(draw, texts)} new ${draw()}`;
  const [person] = await db.insert(people).values({ name }).returning({ id: people.id });
  const more = Array.from({ length: 3 }, () => ({
    ...randomSale(draw, person?.id ?? 0),
    rank: Math.floor(draw() * 1e9) - 5e8,
  }));
  await db.insert(sales).values(more);
}

function randomSort(draw: Draw, columns: readonly PlanColumn[]): Sort {
  const sortable = columns.filter(({ description }) => description.sort).map(({ description }) => description.name);
  const chosen = new Set(Array.from({ length: Math.floor(draw() * 4) }, () => pick(draw, sortable)));
  return Array.from(chosen, (name) => [name, draw() < 0.5 ? "asc" : "desc"] as const);
}

function randomFilter(draw: Draw, columns: readonly PlanColumn[]): Filter | null {
  if (draw() < 0.35) return null;
  const condition = (): Filter => randomCondition(draw, pick(draw, columns));
  if (draw() < 0.5) return condition();
  return draw() < 0.5 ? { all: [condition(), condition()] } : { any: [condition(), condition()] };
}

function randomCondition(draw: Draw, { description, kind, label }: PlanColumn): Filter {
  const col = description.name;
  if (draw() < 0.2) return { col, op: draw() < 0.5 ? "blank" : "notBlank" };
  const textual = label ? label.labelKind : kind;
  if (textual === "text" || textual === "longText")
    return {
      col,
      op: pick(draw, ["contains", "notContains", "startsWith", "endsWith"] as const),
      value: pick(draw, texts),
    };
  const value = randomValue(draw, kind);
  const order = ["eq", "ne", "lt", "lte", "gt", "gte"] as const;
  if (kind === "boolean" || kind === "oneOf") return { col, op: pick(draw, ["eq", "ne"] as const), value };
  if (draw() < 0.2) return { col, op: draw() < 0.5 ? "in" : "notIn", values: [value, null] };
  return { col, op: pick(draw, order), value };
}

function randomValue(draw: Draw, kind: PlanColumn["kind"]): unknown {
  switch (kind) {
    case "boolean":
      return draw() < 0.5;
    case "oneOf":
      return pick(draw, ["a", "b"]);
    case "timestamp":
      return new Date(1_600_000_000_750);
    case "date":
      return "1951-01-31";
    case "bigint":
      return 2n ** 60n + 1n;
    case "uuid":
      return "00000002-0000-4000-8000-000000000000";
    default:
      return Math.floor(draw() * 4);
  }
}

/** Reads a view piece by piece; something happens between them. */
async function walk(
  live: LiveRows,
  { size, backwards }: { size: number; backwards: boolean },
  between: () => Promise<void>,
) {
  const walked: LiveRow[] = [];
  for (let edge: LiveRow | undefined; ;) {
    const found = backwards
      ? await live.readLast({ from: null, until: edge?.tuple ?? null }, size)
      : await live.read({ from: edge?.tuple ?? null, until: null }, size + (edge ? 1 : 0));
    const fresh = backwards || !edge ? found : found.slice(1);
    if (fresh.length === 0) return walked;
    if (backwards) walked.unshift(...fresh);
    else walked.push(...fresh);
    edge = backwards ? walked[0] : walked.at(-1);
    await between();
  }
}

const nothing = (): Promise<void> => Promise.resolve();

describe.each(dialectNames)("%s", (dialect) => {
  let opened: Awaited<ReturnType<typeof openDatabaseOn>>;
  beforeAll(async () => {
    opened = await openDatabaseOn(dialect, people, sales);
    await fill(createDraw(7));
  });
  afterAll(() => opened[Symbol.asyncDispose]());

  test.each(Array.from(walkShapes))(
    "walks %s by windows, under random sorts and filters, while rows are inserted",
    async (_name, { query, isSteady }) => {
      const source = createLiveSource(opened.handle);
      await fc.assert(
        fc.asyncProperty(fc.integer(), async (seed) => {
          const draw = createDraw(seed);
          const asked = query();
          const columns = planOf(opened.handle, asked).list;
          const view: RowsView = { sort: randomSort(draw, columns), filter: randomFilter(draw, columns), search: "" };
          const live = source.open(asked, view);
          const before = await live.read(whole, 10_000);
          const ids = new Set(before.map((row) => row.id));
          expect(ids.size).toBe(before.length);
          for (const backwards of [false, true]) {
            const size = 5 + Math.floor(draw() * 30);
            expect(await walk(live, { size, backwards }, nothing)).toEqual(before);
          }
          if (!isSteady) return;
          const half = { size: 10 + Math.ceil(before.length / 4), backwards: draw() < 0.5 };
          let inserts = 0;
          const walked = await walk(live, half, async () => (inserts++ < 4 ? insert(draw) : undefined));
          expect(walked.filter((row) => ids.has(row.id))).toEqual(before);
          expect(new Set(walked.map((row) => row.id)).size).toBe(walked.length);
        }),
        { numRuns: isLong ? 40 : 2, endOnFailure: true },
      );
    },
    isLong ? 600_000 : 30_000,
  );

  test("shows as many rows as the query itself gives", async () => {
    const source = createLiveSource(opened.handle);
    for (const [name, { query }] of walkShapes) {
      if (name === "a model") continue;
      const live = source.open(query(), { sort: [], filter: null, search: "" });
      const rows = await (query() as PromiseLike<readonly unknown[]>);
      expect([name, (await live.read(whole, 10_000)).length]).toEqual([name, rows.length]);
    }
  });
});
