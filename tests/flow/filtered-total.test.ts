// "3 of 50": with a filter on, both numbers follow what others write, at a cost that does not grow with the tabs.
import { expect, test } from "vitest";
import { eq, lt } from "drizzle-orm";
import { createRowsService } from "../../src/framework/live/create-rows-service.ts";
import { State } from "../../src/framework/state.ts";
import { settled, TestApp, type TestTab } from "../../src/framework/test-tab/test-app.ts";
import { TestClock } from "../../src/framework/test-tab/test-clock.ts";
import { id } from "../../src/orm/columns/id.ts";
import { integer } from "../../src/orm/columns/integer.ts";
import { db } from "../../src/orm/db.ts";
import { createUnitOfWork } from "../../src/orm/create-unit-of-work.ts";
import { model } from "../../src/orm/define-model.ts";
import { createLiveSource } from "../../src/orm/window/create-live-source.ts";
import { createQuerySource } from "../../src/orm/window/create-query-source.ts";
import { defaultLimits } from "../../src/protocol/limits.ts";
import type { RowsMessage, Total } from "../../src/protocol/rows.ts";
import { openTestDatabase } from "../support/open-test-database.ts";

const parts = model("filtered_parts", { id: id(), weight: integer().notNull() });

class Parts extends State {
  get rows() {
    return db.select().from(parts).where(lt(parts.weight, 1_000));
  }
}

async function open() {
  const opened = await openTestDatabase(parts);
  await db.insert(parts).values(Array.from({ length: 50 }, (_, weight) => ({ weight })));
  const sent: string[] = [];
  const handle: typeof opened.handle = {
    ...opened.handle,
    rows: (text, ...rest) => {
      sent.push(text);
      return opened.handle.rows(text, ...rest);
    },
  };
  const clock = new TestClock();
  const log = { error: (details: object) => expect.fail(String(details)), warn: () => undefined };
  const app = new TestApp([Parts], {
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
  return { app, clock, sent, [Symbol.asyncDispose]: () => opened[Symbol.asyncDispose]() };
}

/** A tab and the two numbers above its table, as the browser keeps them. */
class Counts {
  readonly tab: TestTab;
  total: Total | null = null;
  all: Total | undefined;
  #isFiltered = false;
  #q: number | undefined;
  #allQ: number | undefined;

  constructor(tab: TestTab) {
    this.tab = tab;
  }

  page(id: number, isFiltered: boolean): void {
    const filter = isFiltered ? { col: "weight", op: "gte" as const, value: 47 } : null;
    this.#isFiltered = isFiltered;
    this.tab.send({ t: "window", id, view: 1, s: "Parts", n: "rows", q: { type: "page", want: 100, filter } });
  }

  look(): string {
    for (const frame of this.tab.take()) {
      const message: RowsMessage = JSON.parse(frame);
      if (message.type === "page") {
        this.#q = message.q;
        this.#allQ = message.allQ;
        this.total = message.total;
        this.all = message.all ?? this.all;
      }
      if (message.type !== "total") continue;
      if (message.q === this.#allQ) this.all = message.total;
      if (message.q === this.#q) this.total = message.total;
    }
    const all = this.#isFiltered ? this.all : this.total;
    return `${this.total?.count} of ${all?.count} ${all?.is}`;
  }
}

async function turns(): Promise<void> {
  for (let turn = 0; turn < 12; turn++) await settled();
}

test("the number of all rows follows the writes of others while a filter is on", async () => {
  await using world = await open();
  const counts = new Counts(await world.app.tab());
  counts.page(2, true);
  await turns();
  expect(counts.look()).toBe("3 of 50 exact");
  const told = async (): Promise<string> => {
    await turns();
    world.clock.advance(500);
    await turns();
    return counts.look();
  };
  await db.insert(parts).values([{ weight: 1 }, { weight: 2 }]);
  expect(await told()).toBe("3 of 52 exact");
  await db.insert(parts).values({ weight: 500 });
  expect(await told()).toBe("4 of 53 exact");
  await db.delete(parts).where(lt(parts.weight, 2));
  expect(await told()).toBe("4 of 50 exact");
  // The query's own condition: one row leaves all rows, though its filter never showed it.
  await db.update(parts).set({ weight: 2_000 }).where(eq(parts.weight, 30));
  expect(await told()).toBe("4 of 49 exact");
});

test("what it costs does not grow with the tabs, and ends with the filter", async () => {
  await using world = await open();
  const cost = async (): Promise<readonly string[]> => {
    await turns();
    world.clock.advance(500);
    await turns();
    world.sent.length = 0;
    await db.insert(parts).values({ weight: 3 });
    await turns();
    world.clock.advance(500);
    await turns();
    return world.sent.slice();
  };
  const one = new Counts(await world.app.tab());
  one.page(2, true);
  const alone = await cost();
  // By key, once for the filtered rows and once for all of them.
  expect(alone).toHaveLength(2);
  expect(alone.join()).not.toContain("count(");
  const crowd = [one];
  for (let at = 0; at < 20; at++) {
    const counts = new Counts(await world.app.tab());
    counts.page(2, true);
    crowd.push(counts);
  }
  expect(await cost()).toEqual(alone);
  expect(crowd.map((counts) => counts.look())).toEqual(crowd.map(() => "3 of 52 exact"));
  for (const counts of crowd) counts.page(3, false);
  expect(await cost()).toHaveLength(1);
  expect(crowd.map((counts) => counts.look())).toEqual(crowd.map(() => "53 of 53 exact"));
});
