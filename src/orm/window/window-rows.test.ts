import fc from "fast-check";
import { expect, test } from "vitest";
import { asc, eq, getTableColumns, inArray } from "drizzle-orm";
import { openDatabaseOn } from "../../../tests/support/open-database-on.ts";
import { dialectNames } from "../../../tests/support/servers/test-database.ts";
import type { RowsView } from "../../framework/ports/live-source.ts";
import { createDraw } from "../../../tests/live/create-draw.ts";
import { runLiveFuzz, type FuzzWorld } from "../../../tests/live/live-fuzz.ts";
import type { Filter, Sort } from "../../protocol/rows.ts";
import { decimal } from "../columns/decimal.ts";
import { id } from "../columns/id.ts";
import { integer } from "../columns/integer.ts";
import { ref } from "../columns/ref.ts";
import { text } from "../columns/text.ts";
import { timestamp } from "../columns/timestamp.ts";
import { index } from "../constraints/index-on.ts";
import { db } from "../db.ts";
import { model } from "../define-model.ts";
import type { DatabaseHandle } from "../session/database-handle.ts";
import { createLiveSource } from "./create-live-source.ts";

const isLong = process.env["RX_TEST_LONG"] === "1";
const owners = model("fuzz_owners", { id: id(), name: text().notNull() });
const items = model(
  "fuzz_items",
  {
    id: id(),
    title: text().notNull(),
    amount: integer(),
    price: decimal({ precision: 10, scale: 2 }),
    at: timestamp().notNull(),
    ownerId: ref(() => owners.id).notNull(),
  },
  (t) => [index().on(t.amount), index().on(t.at)],
);

interface Item {
  readonly id: number;
  readonly title: string;
  readonly amount: number | null;
  readonly price: string | null;
  readonly at: Date;
  readonly ownerId: number;
  readonly owner: string;
}

type By = (item: Item) => Uint8Array | number | null;

const byTitle: By = ({ title }) => Buffer.from(title);
const byOwner: By = ({ owner }) => Buffer.from(owner);
const byAmount: By = ({ amount }) => amount;
const byPrice: By = ({ price }) => (price === null ? null : Number(price));
const byTime: By = ({ at }) => at.getTime();

/** Each with what it means in JavaScript: values and directions; the last of them is that of the key. */
const sorts: readonly (readonly [Sort, readonly (readonly [By, 1 | -1])[]])[] = [
  [[], []],
  [[["amount", "asc"]], [[byAmount, 1]]],
  [[["amount", "desc"]], [[byAmount, -1]]],
  [
    [
      ["ownerId", "asc"],
      ["price", "desc"],
    ],
    [
      [byOwner, 1],
      [byPrice, -1],
    ],
  ],
  [
    [
      ["title", "desc"],
      ["amount", "asc"],
    ],
    [
      [byTitle, -1],
      [byAmount, 1],
    ],
  ],
  [[["at", "desc"]], [[byTime, -1]]],
];

const filters: readonly (readonly [Filter | null, (item: Item) => boolean])[] = [
  [null, () => true],
  [{ col: "amount", op: "gte", value: 250 }, ({ amount }) => amount !== null && amount >= 250],
  [
    {
      any: [
        { col: "price", op: "lt", value: "3.50" },
        { col: "amount", op: "blank" },
      ],
    },
    ({ price, amount }) => (price !== null && Number(price) < 3.5) || amount === null,
  ],
  [{ col: "ownerId", op: "contains", value: "ann" }, ({ owner }) => owner.toLowerCase().includes("ann")],
];

const searches = ["", "", "t1"];

function find<T, V>(list: readonly (readonly [T, V])[], wanted: T): V {
  const found = list.find(([item]) => JSON.stringify(item) === JSON.stringify(wanted));
  if (!found) throw new Error("not in the list");
  return found[1];
}

/** All rows, filtered and ordered here. */
async function expected(view: RowsView): Promise<readonly (readonly unknown[])[]> {
  const all = await db
    .select({ ...getTableColumns(items), owner: owners.name })
    .from(items)
    .innerJoin(owners, eq(owners.id, items.ownerId));
  const order = find(sorts, view.sort);
  const [, keyDirection] = order.at(-1) ?? [byTime, 1];
  const has = (text: string): boolean => text.toLowerCase().includes(view.search);
  return all
    .filter(find(filters, view.filter))
    .filter(({ title, owner }) => has(title) || has(owner))
    .toSorted((a, b) => {
      for (const [by, direction] of order) {
        const sign = compare(by(a), by(b));
        if (sign !== 0) return sign * direction;
      }
      return (a.id - b.id) * keyDirection;
    })
    .map(({ id: key, title, amount, price, at, ownerId, owner }) => [
      key,
      title,
      amount,
      price,
      at.getTime(),
      [ownerId, owner],
    ]);
}

function compare(a: Uint8Array | number | null, b: Uint8Array | number | null): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? -1 : 1;
  return typeof a === "number" || typeof b === "number" ? Number(a) - Number(b) : Buffer.compare(a, b);
}

function randomItem(draw: () => number) {
  const titles = ["t1", "T1 é", "\u{1f600}", "\u{ffee}", "a", "Z", "é"];
  return {
    title: titles[Math.floor(draw() * titles.length)] ?? "a",
    amount: draw() < 0.15 ? null : Math.floor(draw() * 500),
    price: draw() < 0.15 ? null : (draw() * 20).toFixed(2),
    at: new Date(Math.floor(draw() * 1_000)),
    ownerId: 1 + Math.floor(draw() * 5),
  };
}

async function write(draw: () => number): Promise<void> {
  const kind = draw();
  if (kind < 0.03) {
    await db.insert(items).values(Array.from({ length: 260 }, () => randomItem(draw)));
    return;
  }
  if (kind < 0.07) {
    const name = `Ann${Math.floor(draw() * 100)}`;
    await db
      .update(owners)
      .set({ name })
      .where(eq(owners.id, 1 + Math.floor(draw() * 5)));
    return;
  }
  if (kind < 0.1) {
    await db.execute(`update fuzz_items set amount = 499 - amount where id % 97 = ${Math.floor(draw() * 97)}`);
    return;
  }
  const some = await db
    .select({ id: items.id })
    .from(items)
    .orderBy(asc(items.id))
    .limit(4)
    .offset(Math.floor(draw() * 1_100));
  const ids = some.map((row) => row.id);
  await db.transaction(async (tx) => {
    if (kind < 0.5) await tx.insert(items).values(randomItem(draw));
    if (kind > 0.4 && kind < 0.8) await tx.update(items).set(randomItem(draw)).where(inArray(items.id, ids));
    if (kind > 0.75) await tx.delete(items).where(inArray(items.id, ids.slice(0, 2)));
  });
}

const queries: Record<string, () => unknown> = {
  "a model with a reference": () => items,
  "a select with its own columns": () =>
    db
      .select({
        id: items.id,
        title: items.title,
        amount: items.amount,
        price: items.price,
        at: items.at,
        ownerId: items.ownerId,
      })
      .from(items)
      .innerJoin(owners, eq(owners.id, items.ownerId)),
};

/** Counts the statements that are on their way, so that a test can wait until there are none. */
function watchStatements(handle: DatabaseHandle): { readonly handle: DatabaseHandle; settle(): Promise<void> } {
  let running = 0;
  const turns = async (): Promise<void> => {
    for (let turn = 0; turn < 6; turn++) await new Promise<void>((resolve) => void setImmediate(resolve));
  };
  return {
    handle: {
      ...handle,
      rows: async (text, params, options) => {
        running++;
        return await handle.rows(text, params, options).finally(() => void running--);
      },
    },
    settle: async () => {
      await turns();
      while (running > 0) await turns();
    },
  };
}

const runs = { sqlite: isLong ? 300 : 6, postgres: isLong ? 60 : 1, mysql: isLong ? 60 : 1 };
const cases = dialectNames.flatMap((dialect) => Object.keys(queries).map((name) => ({ dialect, name })));

test.each(cases)(
  "$dialect: every view of $name equals a fresh query after random writes, slides, jumps and cuts",
  async ({ dialect, name }) => {
    await using opened = await openDatabaseOn(dialect, owners, items);
    const { handle, settle } = watchStatements(opened.handle);
    await fc.assert(
      fc.asyncProperty(fc.integer(), async (seed) => {
        const draw = createDraw(seed);
        await db.delete(items);
        await db.delete(owners);
        const names = ["Ann", "Bob", "Zoë", "éva", "Ian"];
        await db.insert(owners).values(names.map((owner, at) => ({ id: at + 1, name: owner })));
        await db.insert(items).values(Array.from({ length: 1_200 }, () => randomItem(draw)));
        const world: FuzzWorld = {
          source: createLiveSource(handle),
          feed: handle.changes,
          query: queries[name]?.(),
          sorts: sorts.map(([sort]) => sort),
          filters: filters.map(([filter]) => filter),
          searches,
          write: () => write(draw),
          settle,
          expected,
        };
        expect(await runLiveFuzz(world, draw, 120)).toBe(14);
      }),
      { numRuns: runs[dialect], endOnFailure: true },
    );
  },
  isLong ? 900_000 : 60_000,
);
