// What a write costs while tabs show an order that no index has: statements, counted.
import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { createRowsService } from "../../src/framework/live/create-rows-service.ts";
import type { SessionRows } from "../../src/framework/ports/rows-service.ts";
import { systemClock } from "../../src/app/system-clock.ts";
import { setCurrentDatabase } from "../../src/orm/current-database.ts";
import { openDatabase } from "../../src/orm/open-database.ts";
import type { DatabaseHandle } from "../../src/orm/session/database-handle.ts";
import { id } from "../../src/orm/columns/id.ts";
import { integer } from "../../src/orm/columns/integer.ts";
import { text } from "../../src/orm/columns/text.ts";
import { db } from "../../src/orm/db.ts";
import { model } from "../../src/orm/define-model.ts";
import { createLiveSource } from "../../src/orm/window/create-live-source.ts";
import { defaultLimits } from "../../src/protocol/limits.ts";
import { createDraw } from "../live/create-draw.ts";
import { MemoryLink, WireView } from "../live/wire-view.ts";
import { openDatabaseOn } from "../support/open-database-on.ts";
import { dialectNames } from "../support/servers/test-database.ts";

const isLong = process.env["RX_TEST_LONG"] === "1";
const parcels = model("watched_parcels", { id: id(), weight: integer().notNull(), note: text().notNull() });
const others = model("watched_others", { id: id(), note: text().notNull() });

const numbers = (from: number, to: number): Record<(typeof dialectNames)[number], string> => {
  const recursive = `with recursive n(i) as (select ${from} union all select i + 1 from n where i < ${to})`;
  const values = "select cast(i as bigint) * 7919 % 1000003, 'note ' || i from n";
  return {
    sqlite: `insert into watched_parcels (weight, note) ${recursive} ${values}`,
    postgres: `insert into watched_parcels (weight, note) ${recursive} ${values}`,
    mysql: `insert into watched_parcels (weight, note) select seq * 7919 % 1000003, concat('note ', seq) from seq_${from}_to_${to}`,
  };
};

interface Tab {
  readonly rows: SessionRows;
  readonly view: WireView;
  link: MemoryLink | undefined;
}

async function open(dialect: (typeof dialectNames)[number], rows: number, isElsewhere: boolean) {
  const opened = await openDatabaseOn(dialect, parcels, others);
  const writer = isElsewhere ? await openElsewhere(opened.handle, opened.url) : undefined;
  // So many at a time as a statement may take.
  for (let from = 1; from <= rows; from += 50_000)
    await opened.handle.database.execute(numbers(from, Math.min(rows, from + 49_999))[dialect]);
  await db.insert(others).values({ note: "one" });
  const sent: string[] = [];
  let running = 0;
  const handle: typeof opened.handle = {
    ...opened.handle,
    rows: async (statement, ...rest) => {
      sent.push(statement);
      running++;
      return await opened.handle.rows(statement, ...rest).finally(() => void running--);
    },
  };
  const service = createRowsService({
    source: createLiveSource(handle),
    feed: handle.changes,
    limits: { ...defaultLimits, statementTimeoutMs: 60_000 },
    clock: systemClock,
    log: { error: (details) => expect.fail(JSON.stringify(details)), warn: () => undefined },
    random: () => "error-id",
  });
  const tabs: Tab[] = [];
  const quiet = async (): Promise<void> => {
    for (let still = 0; still < 20;) {
      await new Promise<void>((resolve) => void setImmediate(resolve));
      still = running > 0 || tabs.some(({ view }) => view.isWaiting) ? 0 : still + 1;
    }
  };
  return {
    sent,
    quiet,
    tabs,
    addTab: (): Tab => {
      const session = service.open({ current: () => ({ r: 1, value: parcels }), link: () => tab.link });
      const view = new WireView(session, 1, { s: "Parcels", n: "rows" });
      const tab: Tab = { rows: session, view, link: new MemoryLink((message) => view.receive(message)) };
      tabs.push(tab);
      return tab;
    },
    /** Statements of live rows from here until all is quiet. */
    count: async (write: () => PromiseLike<unknown>): Promise<readonly string[]> => {
      await quiet();
      sent.length = 0;
      await write();
      await writer?.heard();
      await quiet();
      return [...sent];
    },
    [Symbol.asyncDispose]: async () => {
      service.close();
      await writer?.close();
      await opened[Symbol.asyncDispose]();
    },
  };
}

/** From now on `db` is another process's, which shows nothing; what it writes is heard here. */
async function openElsewhere(here: DatabaseHandle, url: string) {
  await here.follow((error) => expect.fail(String(error)));
  const there = await openDatabase(url);
  setCurrentDatabase(there);
  let marks = 0;
  return {
    /** Waits until everything is heard that was written before. */
    heard: async (): Promise<void> => {
      const mark = `mark_${++marks}`;
      const { promise, resolve } = Promise.withResolvers<void>();
      const stop = here.changes.onCommit((changes) => {
        if (changes.some(({ table }) => table === mark)) resolve();
      });
      await there.announce(mark);
      await promise;
      stop();
    },
    close: () => there.database.close(),
  };
}

const sort = [["weight", "asc"]] as const;

describe.each(dialectNames)("%s", (dialect) => {
  test.each(["this process", "another process"])(
    "five tabs on one order without an index, and a hundred at other places, cost one statement by key for each write of %s",
    async (from) => {
      const rows = isLong && dialect === "postgres" ? 1_000_000 : 3_000;
      await using world = await open(dialect, rows, from === "another process");
      const draw = createDraw(11);
      for (let at = 0; at < 5; at++) world.addTab().view.ask(undefined, 100, { sort });
      await world.quiet();
      const [five] = world.tabs;
      const shown = five?.view.rows[0]?.cells ?? [];
      const [first] = shown;
      const write = (key: unknown, note: string) => () =>
        db
          .update(parcels)
          .set({ note })
          .where(eq(parcels.id, Number(key)));

      const expectByKey = (statements: readonly string[]): void => {
        expect(statements).toHaveLength(1);
        expect(statements[0]).toMatch(/where \(.*id["`] in \(\S+\)\)/);
      };
      expectByKey(await world.count(write(first, "touched")));
      for (const { view } of world.tabs) expect(view.rows[0]?.cells).toEqual([first, shown[1], "touched"]);
      const last = await db
        .select()
        .from(parcels)
        .orderBy(parcels.weight)
        .limit(1)
        .offset(rows - 1);
      expect(await world.count(write(last[0]?.id, "far away"))).toEqual([]);
      expect(await world.count(() => db.update(others).set({ note: "other table" }))).toEqual([]);

      const count = isLong ? 100 : 20;
      for (let at = 0; at < count; at++) {
        world.addTab().view.ask({ index: Math.floor(draw() * rows) }, 100, { sort });
        await world.quiet();
      }
      const random = world.tabs.at(-1)?.view.rows[5]?.cells[0];
      expectByKey(await world.count(write(random, "deep")));
      expect(world.tabs.at(-1)?.view.rows[5]?.cells[2]).toBe("deep");
      expect(await world.count(write(last[0]?.id, "far away again"))).toEqual([]);

      for (const tab of world.tabs) tab.rows.close();
      expect(await world.count(write(first, "nobody looks"))).toEqual([]);
    },
    isLong ? 600_000 : 60_000,
  );
});
