import { expect, test } from "vitest";
import { openTestDatabase } from "../../../tests/support/open-test-database.ts";
import type { LiveRows } from "../../framework/ports/live-source.ts";
import { id } from "../columns/id.ts";
import { oneOf } from "../columns/one-of.ts";
import { text } from "../columns/text.ts";
import { timestamp } from "../columns/timestamp.ts";
import { index } from "../constraints/index-on.ts";
import { db } from "../db.ts";
import { model } from "../define-model.ts";
import { createLiveSource } from "./create-live-source.ts";

const parcels = model(
  "seek_parcels",
  { id: id(), at: timestamp().notNull(), status: oneOf("open", "paid", "late").notNull(), note: text().notNull() },
  (t) => [index().on(t.at), index().on(t.status, t.at)],
);

/** 6,000 rows whose values the database has looked at, and the plans of the statements that are run. */
async function open() {
  const opened = await openTestDatabase(parcels);
  const statuses = ["open", "paid", "late"] as const;
  for (let start = 0; start < 6_000; start += 1_000) {
    await db.insert(parcels).values(
      Array.from({ length: 1_000 }, (_, at) => ({
        at: new Date(1_600_000_000_000 + (start + at) * 60_000),
        status: statuses[at % 3] ?? "open",
        note: `parcel ${start + at}`,
      })),
    );
  }
  await opened.handle.database.execute("analyze");
  const plans: string[] = [];
  const live = createLiveSource({
    ...opened.handle,
    rows: async (query, params, options) => {
      const steps = await opened.handle.rows(`explain query plan ${query}`, params);
      plans.push(steps.map((step) => String(step[3])).join("\n"));
      return await opened.handle.rows(query, params, options);
    },
  });
  const view = (filter: Parameters<typeof live.open>[1]["filter"]): LiveRows =>
    live.open(parcels, { sort: [["at", "asc"]], filter, search: "" });
  return { plans, view, [Symbol.asyncDispose]: () => opened[Symbol.asyncDispose]() };
}

for (const [name, filter] of [
  ["all rows", null],
  ["filtered rows", { col: "note", op: "contains", value: "7" }],
] as const) {
  test(`a few of ${name} between two far places are read in their order, nothing is sorted`, async () => {
    await using world = await open();
    const view = world.view(filter);
    const [from] = await view.read({ from: null, until: null }, 1, 100);
    const [until] = await view.readLast({ from: null, until: null }, 1);
    if (!from || !until) throw new RangeError("expected rows");
    world.plans.length = 0;
    expect(await view.read({ from: from.tuple, until: until.tuple }, 11)).toHaveLength(11);
    expect(await view.readLast({ from: from.tuple, until: until.tuple }, 11)).toHaveLength(11);
    expect(world.plans).toHaveLength(2);
    for (const plan of world.plans) {
      expect(plan).toContain("at>? AND at<?");
      expect(plan).not.toContain("ANY(");
    }
  });
}
