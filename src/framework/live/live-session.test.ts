import { expect, test } from "vitest";
import { defaultLimits } from "../../protocol/limits.ts";
import type { RowsMessage } from "../../protocol/rows.ts";
import { TestClock } from "../test-tab/test-clock.ts";
import { TestLink } from "../test-tab/test-link.ts";
import { createRowsService } from "./create-rows-service.ts";
import { MemorySource, type MemoryRow } from "../../../tests/live/memory-source.ts";

/** One tab over a table of so many rows. */
function open(count: number) {
  const source = new MemorySource();
  const rows = new Map<number, MemoryRow>();
  for (let id = 1; id <= count; id++) rows.set(id, { id, group: "a", amount: id });
  source.commit(rows);
  const clock = new TestClock();
  const errors: object[] = [];
  const service = createRowsService({
    source,
    feed: source,
    limits: defaultLimits,
    clock,
    log: { error: (details) => errors.push(details), warn: () => undefined },
    random: () => "error-id",
  });
  const shown = { r: 1, value: source as unknown };
  const link = new TestLink();
  const socket: { link: TestLink | undefined } = { link };
  const session = service.open({
    current: (_, name) => (name === "rows" ? shown : undefined),
    link: () => socket.link,
  });
  const ask = (id: number, q: object, view = 1) =>
    session.window({ t: "window", id, view, s: "Items", n: "rows", q: { type: "page", want: 100, ...q } });
  return { source, clock, service, session, link, socket, shown, ask, errors };
}

async function frames(link: TestLink): Promise<readonly RowsMessage[]> {
  for (let turn = 0; turn < 8; turn++) await new Promise((resolve) => void setImmediate(resolve));
  return link.take().map((text) => JSON.parse(text) as RowsMessage);
}

function change(source: MemorySource, ...rows: readonly MemoryRow[]): void {
  source.commit(new Map(rows.map((row) => [row.id, row])));
}

test("answers a first page, then its total, then pushes what changed", async () => {
  const { source, link, ask, clock } = open(3);
  ask(1, {});
  expect(await frames(link)).toEqual([
    {
      t: "rows",
      type: "page",
      id: 1,
      view: 1,
      r: 1,
      q: 1,
      total: null,
      first: 0,
      blocks: [
        {
          b: 1,
          v: 0,
          top: true,
          end: true,
          rows: {
            keys: [1, 2, 3],
            cells: [
              [1, 2, 3],
              ["a", "a", "a"],
              [1, 2, 3],
            ],
          },
        },
      ],
    },
    { t: "rows", type: "total", q: 1, total: { count: 3, is: "exact" } },
  ]);
  change(source, { id: 2, group: "b", amount: 2 });
  expect(await frames(link)).toEqual([{ t: "rows", type: "push", b: 1, v: 1, set: [[2, { 1: "b" }]] }]);
  source.commit(
    new Map([
      [1, null],
      [9, { id: 9, group: "c", amount: 0 }],
    ]),
  );
  clock.advance(500);
  expect(await frames(link)).toEqual([{ t: "rows", type: "push", b: 1, v: 2, del: [1], add: [[0, 4, [9, "c", 0]]] }]);
});

test("all commits of one tick make one push and one statement", async () => {
  const { source, link, ask } = open(50);
  ask(1, {});
  await frames(link);
  source.statements = 0;
  for (let id = 1; id <= 10; id++) change(source, { id, group: "b", amount: id });
  expect(await frames(link)).toHaveLength(1);
  expect(source.statements).toBe(1);
});

test("a row that goes elsewhere is away, one that is deleted is not", async () => {
  const { source, link, ask } = open(500);
  ask(1, { sort: [["amount", "asc"]] });
  await frames(link);
  source.commit(
    new Map([
      [1, { id: 1, group: "a", amount: 450 }],
      [2, null],
    ]),
  );
  expect(await frames(link)).toMatchObject([{ type: "push", del: [2], away: [1] }]);
});

test("of the pages that wait the newest is answered, the others never", async () => {
  const { link, ask } = open(500);
  ask(1, {});
  ask(2, { at: { index: 100 } });
  ask(3, { at: { index: 200 } });
  const pages = (await frames(link)).filter((frame) => frame.type === "page");
  expect(pages.map((page) => page.id)).toEqual([1, 3]);
});

test("a slow reader gets no pushes, and is told to ask anew when it has caught up", async () => {
  const { source, session, link, ask } = open(50);
  ask(1, {});
  await frames(link);
  link.queuedBytes = defaultLimits.maxQueuedBytes + 1;
  change(source, { id: 1, group: "b", amount: 1 });
  change(source, { id: 2, group: "b", amount: 2 });
  expect(await frames(link)).toEqual([]);
  link.queuedBytes = 0;
  session.drained();
  expect(await frames(link)).toEqual([{ t: "rows", type: "gone", id: 0, view: 1 }]);
  ask(2, { at: { keys: [1, 2], index: 0 } });
  expect(await frames(link)).toMatchObject([{ type: "page", hit: 1 }]);
});

test("a new query of the rows var is paged by itself, from the top", async () => {
  const { session, shown, link, ask } = open(500);
  ask(1, { at: { index: 300 } });
  await frames(link);
  shown.r = 2;
  session.changed("Items", ["rows"]);
  const [page] = (await frames(link)).filter((frame) => frame.type === "page");
  expect(page).toMatchObject({ id: 0, view: 1, r: 2, first: 0 });
});

test("keys stay known over a cut, and numbers are never given twice", async () => {
  const { source, session, socket, link, ask } = open(5);
  ask(1, {});
  await frames(link);
  session.detach();
  socket.link = undefined;
  source.commit(
    new Map([
      [1, null],
      [7, { id: 7, group: "n", amount: 7 }],
    ]),
  );
  const again = new TestLink();
  socket.link = again;
  ask(2, { at: { keys: [1, 2, 3], index: 0 } });
  const [page] = await frames(again);
  expect(page).toMatchObject({ type: "page", id: 2, hit: 2 });
  expect(session.primaryKeys("Items", "rows", [3, 2])).toEqual([{ items: { id: 3 } }, { items: { id: 2 } }]);
  ask(3, {});
  const [whole] = await frames(again);
  const keys = whole?.type === "page" ? whole.blocks.flatMap((block) => block.rows.keys) : [];
  expect(keys).toEqual([2, 3, 4, 5, 6]);
});

test("a key that was never shown names no row", async () => {
  const { session, link, ask } = open(500);
  ask(1, {});
  await frames(link);
  expect(() => session.primaryKeys("Items", "rows", [400])).toThrow(expect.objectContaining({ code: "ROW_NOT_SHOWN" }));
  ask(2, { at: { keys: [400], index: 0 } });
  expect(await frames(link)).toMatchObject([{ type: "failed", id: 2, error: { code: "ROW_NOT_SHOWN" } }]);
});

test("a block that is watched no longer is gone", async () => {
  const { link, ask } = open(500);
  ask(1, {});
  await frames(link);
  ask(2, { at: { after: 77 } });
  expect(await frames(link)).toEqual([{ t: "rows", type: "gone", id: 2, view: 1 }]);
});

test("a view holds at most so many rows", async () => {
  const { link, ask } = open(2_500);
  ask(1, { want: 1_000 });
  await frames(link);
  ask(2, { at: { after: 10 } });
  expect(await frames(link)).toMatchObject([{ type: "failed", error: { code: "WINDOW_TOO_LARGE" } }]);
  ask(3, { at: { after: 10 }, drop: [1] });
  expect(await frames(link)).toMatchObject([{ type: "page", id: 3, blocks: [{ b: 12 }] }]);
});

test("blocks over 200 rows are split, one push each", async () => {
  const { source, link, ask } = open(100);
  ask(1, { want: 300 });
  await frames(link);
  source.commit(
    new Map(Array.from({ length: 250 }, (_, at) => [1_000 + at, { id: 1_000 + at, group: "n", amount: 1 }])),
  );
  const pushes = (await frames(link)).filter((frame) => frame.type === "push");
  expect(pushes.map(({ b, v, split }) => [b, v, split?.[1]])).toEqual([
    [1, 1, 2],
    [2, 1, 3],
  ]);
});

test("a block that grows beyond measure in one tick is asked for anew", async () => {
  const { source, link, ask } = open(10);
  ask(1, { want: 300 });
  await frames(link);
  source.commit(
    new Map(Array.from({ length: 900 }, (_, at) => [1_000 + at, { id: 1_000 + at, group: "n", amount: 1 }])),
  );
  const answers = await frames(link);
  expect(answers.map(({ type }) => type)).toContain("gone");
  expect(answers.map(({ type }) => type)).not.toContain("push");
});

test("two views of one block get one frame, and a closed view gets none", async () => {
  const { source, link, ask, session } = open(10);
  ask(1, {}, 1);
  ask(2, {}, 2);
  await frames(link);
  change(source, { id: 1, group: "b", amount: 1 });
  expect(await frames(link)).toHaveLength(1);
  for (const view of [1, 2]) session.window({ t: "window", id: 9, view, s: "", n: "", q: { type: "close" } });
  source.statements = 0;
  change(source, { id: 1, group: "c", amount: 1 });
  expect(await frames(link)).toEqual([]);
  expect(source.statements).toBe(0);
});

test("an index beyond the end lands at the end, one in the middle is exact at once", async () => {
  const { link, ask } = open(2_000);
  ask(1, { at: { index: 1_234 } });
  expect(await frames(link)).toMatchObject([{ type: "page", first: 1_234 }, { type: "total" }]);
  ask(2, { at: { index: 5_000 } });
  const [page] = await frames(link);
  expect(page).toMatchObject({ type: "page", blocks: [{ end: true }] });
});

test("a filtered page names the query of all rows, whose total is told when it is counted", async () => {
  const { source, clock, link, ask } = open(5);
  ask(1, { filter: { col: "amount", op: "gte", value: 4 } });
  const [page, ...totals] = await frames(link);
  expect(page).toMatchObject({ type: "page", q: 1, allQ: 2 });
  expect(totals).toEqual([
    { t: "rows", type: "total", q: 2, total: { count: 5, is: "exact" } },
    { t: "rows", type: "total", q: 1, total: { count: 2, is: "exact" } },
  ]);
  change(source, { id: 9, group: "a", amount: 1 });
  await frames(link);
  clock.advance(500);
  expect(await frames(link)).toEqual([{ t: "rows", type: "total", q: 2, total: { count: 6, is: "exact" } }]);
  ask(2, { filter: null });
  expect(await frames(link)).toMatchObject([{ type: "page", q: 2, total: { count: 6 }, all: { count: 6 } }]);
});
