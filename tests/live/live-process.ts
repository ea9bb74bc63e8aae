// A process with live grids over the tables of live-process-models.ts: it scrolls and writes at random when its parent says so, and
// says whether each grid shows what a fresh query gives.
import { and, eq, gt, inArray, sql } from "drizzle-orm";
import { setTimeout as delay } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { systemClock } from "../../src/app/system-clock.ts";
import { RxError } from "../../src/errors/rx-error.ts";
import { createRowsService } from "../../src/framework/live/create-rows-service.ts";
import { setCurrentDatabase } from "../../src/orm/current-database.ts";
import { db } from "../../src/orm/db.ts";
import { openDatabase } from "../../src/orm/open-database.ts";
import { createLiveSource } from "../../src/orm/window/create-live-source.ts";
import { defaultLimits } from "../../src/protocol/limits.ts";
import type { Filter, Sort } from "../../src/protocol/rows.ts";
import { createDraw } from "./create-draw.ts";
import type { ProcessOrder } from "./process-order.ts";
import { parcels, senders } from "./live-process-models.ts";
import { MemoryLink, WireView } from "./wire-view.ts";

const everything = { from: null, until: null };
/** How long a grid may take to become equal once nobody writes any more. */
const settleMs = 30_000;

const [url = "", seedText = "0"] = process.argv.slice(2);
const draw = createDraw(Number(seedText));
const errors: unknown[] = [];
const handle = await openDatabase(url);
setCurrentDatabase(handle);
const heard = new Set<string>();
handle.changes.onCommit((changes) => {
  for (const { table, elsewhere } of changes) if (elsewhere) heard.add(table);
});
await handle.follow((error) => errors.push(error));
const source = createLiveSource(handle);
const service = createRowsService({
  source,
  feed: handle.changes,
  limits: { ...defaultLimits, skeletonStep: 200 },
  clock: systemClock,
  log: { error: (details) => errors.push(details), warn: () => undefined },
  random: () => "error-id",
});

const some = db.select({ id: senders.id }).from(senders).where(gt(senders.id, 3));
const queries: readonly unknown[] = [
  parcels,
  db
    .select({ id: parcels.id, title: parcels.title, weight: parcels.weight, sender: senders.name })
    .from(parcels)
    .innerJoin(senders, eq(senders.id, parcels.senderId)),
  db.select().from(parcels).where(inArray(parcels.senderId, some)),
];
const sorts: readonly Sort[] = [[], [["weight", "desc"]], [["title", "asc"]], [["weight", "asc"], ["title", "desc"]]]; // prettier-ignore
const filters: readonly (Filter | null)[] = [null, null, { col: "weight", op: "gt", value: 40 }];

const grids = Array.from({ length: 8 }, (_, at) => {
  const query = queries[at % queries.length];
  const session = service.open({ current: () => ({ r: 1, value: query }), link: () => link });
  const view = new WireView(session, 1, { s: "Parcels", n: "rows" });
  const link = new MemoryLink((message) => view.receive(message));
  return { query, view };
});
for (const { view } of grids) view.ask({ index: 0 }, 200, { sort: pick(sorts), filter: pick(filters) });

process.on("message", (order: ProcessOrder) => {
  carryOut(order).then(
    (answer) => process.send?.({ answer }),
    (error: unknown) =>
      process.send?.({ error: error instanceof Error ? `${error.message}\n${error.stack}` : String(error) }),
  );
});
process.send?.({ answer: "ready" });

async function carryOut(order: ProcessOrder): Promise<unknown> {
  switch (order.type) {
    case "write":
      for (let at = 0; at < order.times; at++) {
        await attempt(write);
        if (draw() < 0.3) scroll(pick(grids).view);
      }
      return order.times;
    case "compare":
      // What this process has told before, the other one has heard when it hears this; and the other way round.
      await handle.announce(order.tell);
      while (!heard.has(order.until)) await delay(5);
      return await compareAll();
    case "end":
      service.close();
      await handle.database.close();
      return "ended";
  }
}

/** What two processes want at the same time may be refused to one of them. */
async function attempt(job: () => Promise<unknown>): Promise<void> {
  const refused = ["DATABASE_DEADLOCK", "DATABASE_BUSY", "FOREIGN_KEY", "MISSING_REFERENCE"];
  try {
    await job();
  } catch (error) {
    if (error !== undone && !(error instanceof RxError && refused.some((code) => error.code.includes(code))))
      throw error;
  }
}

const undone = new Error("undone on purpose");

async function write(): Promise<unknown> {
  const action = draw();
  const [one, other] = [anyId(), anyId()];
  if (action < 0.25) return await db.insert(parcels).values(Array.from({ length: 1 + whole(3) }, parcel));
  if (action < 0.45) return await db.update(parcels).set({ weight: weight() }).where(eq(parcels.id, one));
  if (action < 0.55)
    return await db
      .update(parcels)
      .set({ note: `n${whole(9)}` })
      .where(eq(parcels.id, one));
  if (action < 0.65)
    return await db
      .update(parcels)
      .set({ title: title() })
      .where(inArray(parcels.id, [one, other]));
  if (action < 0.75) return await db.delete(parcels).where(eq(parcels.id, one));
  if (action < 0.8)
    return await db
      .update(senders)
      .set({ name: title() })
      .where(eq(senders.id, 1 + whole(8)));
  if (action < 0.84) return await db.execute(sql`update ${parcels} set title = 'raw' where ${parcels.id} = ${one}`);
  if (action < 0.88)
    return await db
      .update(parcels)
      .set({ senderId: 1 + whole(8) })
      .where(and(gt(parcels.id, one), gt(parcels.weight, 90)));
  return await db.transaction(async (tx) => {
    await tx.update(parcels).set({ weight: weight() }).where(eq(parcels.id, one));
    await tx.insert(parcels).values(parcel());
    await tx.delete(parcels).where(eq(parcels.id, other));
    if (draw() < 0.4) throw undone;
  });
}

function scroll(view: WireView): void {
  const action = draw();
  if (view.isWaiting) return;
  if (action < 0.5) view.slide(draw() < 0.6 ? "after" : "before");
  else if (action < 0.8) view.ask({ index: whole(600) }, 200);
  else view.ask(undefined, 100, { sort: pick(sorts), filter: pick(filters) });
}

async function compareAll(): Promise<readonly string[]> {
  const until = performance.now() + settleMs;
  for (;;) {
    const found = (await Promise.all(grids.map(compare))).filter((difference) => difference !== undefined);
    if (errors.length > 0) found.push(`errors: ${errors.map((error) => JSON.stringify(error, jsonOf)).join()}`);
    if (found.length === 0 || performance.now() > until) return found;
    await delay(50);
  }
}

async function compare({ query, view }: (typeof grids)[number], at: number): Promise<string | undefined> {
  const { sort, filter, search, rows, blocks, total } = view;
  const fresh = await source.open(query, { sort, filter, search }).read(everything, 1_000_000);
  if (view.isWaiting) return `grid ${at} waits`;
  const [wanted, shown] = [fresh.map(({ cells }) => cells), rows.map(({ cells }) => cells)];
  const start = shown.length === 0 ? 0 : wanted.findIndex(([key]) => key === shown[0]?.[0]);
  const isEqual =
    isDeepStrictEqual(shown, JSON.parse(JSON.stringify(wanted.slice(start, start + shown.length)))) &&
    (!blocks[0]?.top || start === 0) &&
    (!blocks.at(-1)?.end || shown.length === 0 || start + shown.length === wanted.length) &&
    isDeepStrictEqual(total, { count: wanted.length, is: "exact" }) &&
    view.gaps + view.misfits.length + view.failures.length === 0;
  if (isEqual) return undefined;
  const counts = `${shown.length} shown from ${start} of ${wanted.length}, total ${JSON.stringify(total)}`;
  const wrong = shown.findIndex((cells, index) => !isDeepStrictEqual(cells, wanted[start + index]));
  const differs = `row ${wrong}: ${JSON.stringify(shown[wrong])} for ${JSON.stringify(wanted[start + wrong])}`;
  return `grid ${at} (${JSON.stringify({ sort, filter })}): ${counts}; ${differs}; ${view.gaps} gaps, ${view.misfits.join()}, ${view.failures.join()}`;
}

function parcel() {
  return { title: title(), weight: weight(), senderId: 1 + whole(8) };
}

function title(): string {
  return `t${whole(500)}`;
}

function weight(): number | null {
  return draw() < 0.1 ? null : whole(100);
}

function anyId(): number {
  return 1 + whole(900);
}

function whole(below: number): number {
  return Math.floor(draw() * below);
}

function pick<T>(items: readonly T[]): T {
  const item = items[whole(items.length)];
  if (item === undefined) throw new Error("nothing to pick from");
  return item;
}

function jsonOf(_: string, value: unknown): unknown {
  return value instanceof Error ? value.stack : value;
}
