import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDatabaseOn } from "../../../tests/support/open-database-on.ts";
import { dialectNames } from "../../../tests/support/servers/test-database.ts";
import type { LiveSource } from "../../framework/ports/live-source.ts";
import type { Filter } from "../../protocol/rows.ts";
import { encodeValue } from "../../protocol/values.ts";
import { bigint } from "../columns/bigint.ts";
import { boolean } from "../columns/boolean.ts";
import { date } from "../columns/date.ts";
import { decimal } from "../columns/decimal.ts";
import { id } from "../columns/id.ts";
import { oneOf } from "../columns/one-of.ts";
import { ref } from "../columns/ref.ts";
import { text } from "../columns/text.ts";
import { timestamp } from "../columns/timestamp.ts";
import { db } from "../db.ts";
import type { DialectName } from "../dialects/dialect-name.ts";
import { model } from "../define-model.ts";
import { createLiveSource } from "./create-live-source.ts";

const owners = model("filter_owners", { id: id(), name: text().notNull() });
const things = model("filter_things", {
  id: id(),
  name: text(),
  price: decimal({ precision: 10, scale: 2 }),
  big: bigint(),
  done: boolean(),
  at: timestamp(),
  day: date(),
  kind: oneOf("a", "b"),
  ownerId: ref(() => owners.id),
});

async function open(dialect: DialectName) {
  const opened = await openDatabaseOn(dialect, owners, things);
  await db.insert(owners).values([{ name: "Émile" }, { name: "Ann_%" }]);
  await db.insert(things).values([
    {
      name: "Straße",
      price: "9.50",
      big: 2n ** 60n,
      done: true,
      at: new Date(1_000),
      day: "2026-01-31",
      kind: "a",
      ownerId: 1,
    },
    {
      name: "100% ÉCLAIR",
      price: "10.00",
      big: 5n,
      done: false,
      at: new Date(2_000),
      day: "2026-02-01",
      kind: "b",
      ownerId: 2,
    },
    { name: "", price: "-1.00", big: -5n, done: true, at: new Date(3_000), day: "2026-02-02", kind: "a" },
    {},
  ]);
  return { opened, source: createLiveSource(opened.handle) };
}

const cases: readonly (readonly [Filter, readonly number[]])[] = [
  [{ col: "name", op: "contains", value: "éclair" }, [2]],
  [{ col: "name", op: "contains", value: "%" }, [2]],
  [{ col: "name", op: "contains", value: "" }, [1, 2, 3, 4]],
  [{ col: "name", op: "notContains", value: "a" }, [3, 4]],
  [{ col: "name", op: "startsWith", value: "STRA" }, [1]],
  [{ col: "name", op: "startsWith", value: "_" }, []],
  [{ col: "name", op: "endsWith", value: "CLAIR" }, [2]],
  [{ col: "name", op: "eq", value: "Straße" }, [1]],
  [{ col: "name", op: "ne", value: "Straße" }, [2, 3, 4]],
  [{ col: "name", op: "eq", value: null }, [4]],
  [{ col: "name", op: "ne", value: null }, [1, 2, 3]],
  [{ col: "name", op: "blank" }, [3, 4]],
  [{ col: "name", op: "notBlank" }, [1, 2]],
  [{ col: "name", op: "in", values: ["Straße", null] }, [1, 4]],
  [{ col: "name", op: "in", values: [] }, []],
  [{ col: "name", op: "notIn", values: [] }, [1, 2, 3, 4]],
  [{ col: "name", op: "notIn", values: ["Straße"] }, [2, 3, 4]],
  [{ col: "name", op: "notIn", values: ["Straße", null] }, [2, 3]],
  [{ col: "name", op: "notIn", values: [null] }, [1, 2, 3]],
  [{ col: "price", op: "gt", value: "9.5" }, [2]],
  [{ col: "price", op: "lte", value: 9.5 }, [1, 3]],
  [{ col: "price", op: "between", value: "-1", to: "9.50" }, [1, 3]],
  [{ col: "price", op: "eq", value: "10" }, [2]],
  [{ col: "big", op: "gte", value: 2n ** 60n }, [1]],
  [{ col: "big", op: "lt", value: 0 }, [3]],
  [{ col: "done", op: "eq", value: true }, [1, 3]],
  [{ col: "at", op: "between", value: new Date(1_500), to: new Date(3_000) }, [2, 3]],
  [{ col: "at", op: "lt", value: 2_000 }, [1]],
  [{ col: "day", op: "gte", value: "2026-02-01" }, [2, 3]],
  [{ col: "kind", op: "in", values: ["a"] }, [1, 3]],
  [{ col: "ownerId", op: "contains", value: "ÉMI" }, [1]],
  [{ col: "ownerId", op: "eq", value: 2 }, [2]],
  [{ col: "ownerId", op: "eq", value: "Ann_%" }, [2]],
  [{ col: "ownerId", op: "in", values: [1, null] }, [1, 3, 4]],
  [{ col: "ownerId", op: "blank" }, [3, 4]],
  [
    {
      all: [
        { col: "done", op: "eq", value: true },
        {
          any: [
            { col: "name", op: "blank" },
            { col: "id", op: "eq", value: 9 },
          ],
        },
      ],
    },
    [3],
  ],
  [{ all: [] }, [1, 2, 3, 4]],
  [{ any: [] }, []],
];

describe.each(dialectNames)("%s", (dialect) => {
  let world: Awaited<ReturnType<typeof open>>;
  let source: LiveSource;
  beforeAll(async () => {
    world = await open(dialect);
    source = world.source;
  });
  afterAll(() => world.opened[Symbol.asyncDispose]());

  test.each(cases.map(([filter, expected]) => [JSON.stringify(encodeValue(filter)), filter, expected] as const))(
    "%s finds its rows",
    async (_name, filter, expected) => {
      const live = source.open(things, { sort: [], filter, search: "" });
      const rows = await live.read({ from: null, until: null }, 10);
      expect(rows.map((row) => row.id)).toEqual(expected);
      expect(await live.count(1_000)).toEqual({ count: expected.length, is: "exact" });
    },
  );

  test.each([
    ["éMI", [1]],
    ["100%", [2]],
    ["n_", [2]],
    ["b", []],
  ])("a search for %j looks into texts and the names of references", async (search, expected) => {
    const live = source.open(things, { sort: [], filter: null, search });
    expect((await live.read({ from: null, until: null }, 10)).map((row) => row.id)).toEqual(expected);
  });

  test.each([
    ["price", "1e5"],
    ["price", "abc"],
    ["big", 1.5],
    ["done", 1],
    ["at", "yesterday"],
    ["day", "2026-1-1"],
    ["name", 5],
    ["id", "1"],
  ])("a value of another kind is refused: %s < %j", async (col, value) => {
    const ask = () => source.open(things, { sort: [], filter: { col, op: "lt", value }, search: "" });
    expect(ask).toThrow(expect.objectContaining({ code: "FILTER_VALUE_INVALID" }));
  });
});
