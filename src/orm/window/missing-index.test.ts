import { expect, test } from "vitest";
import { openTestDatabase } from "../../../tests/support/open-test-database.ts";
import type { Filter, Sort } from "../../protocol/rows.ts";
import { id } from "../columns/id.ts";
import { integer } from "../columns/integer.ts";
import { text } from "../columns/text.ts";
import { index } from "../constraints/index-on.ts";
import { model } from "../define-model.ts";
import { createLiveSource } from "./create-live-source.ts";

const visits = model(
  "missing_visits",
  { id: id(), page: text().notNull(), seconds: integer(), country: text() },
  (t) => [index().on(t.page, t.seconds)],
);

async function told(view: { sort?: Sort; filter?: Filter }, rows = 30_000): Promise<readonly string[]> {
  await using opened = await openTestDatabase(visits);
  await opened.handle.database.execute(
    `insert into missing_visits (page, seconds) with recursive n(i) as (select 1 union all select i + 1 from n where i < ${rows}) select 'p' || i % 9, i from n`,
  );
  const found: string[] = [];
  const source = createLiveSource(opened.handle, { onMissingIndex: ({ why, add }) => found.push(`${why}: ${add}`) });
  for (let times = 0; times < 2; times++) {
    const live = source.open(visits, { sort: view.sort ?? [], filter: view.filter ?? null, search: "" });
    await live.read({ from: null, until: null }, 10);
    await live.read({ from: null, until: null }, 10);
  }
  return found;
}

const country: Filter = { col: "country", op: "eq", value: "NO" };

test.each<readonly [string, { sort?: Sort; filter?: Filter }, readonly string[]]>([
  ["the key's order needs none", {}, []],
  [
    "an indexed order needs none",
    {
      sort: [
        ["page", "desc"],
        ["seconds", "desc"],
      ],
    },
    [],
  ],
  [
    "an order without an index",
    { sort: [["seconds", "asc"]] },
    ["sorted by seconds: index().on(t.seconds) in the model missingVisits"],
  ],
  [
    "an order in two directions",
    {
      sort: [
        ["country", "asc"],
        ["seconds", "desc"],
      ],
    },
    ["sorted by country: index().on(t.country) in the model missingVisits"],
  ],
  [
    "a filter by equality and an order",
    { sort: [["seconds", "asc"]], filter: { all: [country, { col: "id", op: "gt", value: 5 }] } },
    ["filtered by country, sorted by seconds: index().on(t.country, t.seconds) in the model missingVisits"],
  ],
  ["a filter by an indexed column", { filter: { col: "page", op: "eq", value: "p1" } }, []],
  ["a filter that no index helps", { filter: { col: "country", op: "contains", value: "x" } }, []],
])("names the one index that is missing, once: %s", async (_name, view, expected) => {
  expect(await told(view)).toEqual(expected);
});

test("says nothing of a short table", async () => {
  expect(await told({ sort: [["seconds", "asc"]] }, 500)).toEqual([]);
});
