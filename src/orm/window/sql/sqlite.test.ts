import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { testDatabase } from "../../../../tests/support/servers/test-database.ts";
import { decimal } from "../../columns/decimal.ts";
import { id } from "../../columns/id.ts";
import { timestamp } from "../../columns/timestamp.ts";
import { setCurrentDatabase } from "../../current-database.ts";
import { model } from "../../define-model.ts";
import { openDatabase } from "../../open-database.ts";
import { sqliteWindows } from "./sqlite.ts";

const visits = model("stored_visits", {
  id: id(),
  at: timestamp(),
  written: timestamp({ sqlite: "text" }),
  price: decimal({ precision: 8, scale: 2 }),
});

test.each([
  ["a time as text", () => visits.written, "2026-01-01 00:00:00", "2026-01-01 00:00:00"],
  ["a time as milliseconds", () => visits.at, "1767225600000", 1_767_225_600_000],
  ["a decimal", () => visits.price, "1.5", 1.5],
])("a bound is what the column keeps: %s", async (_, column, bound, expected) => {
  await using base = await testDatabase("sqlite");
  const handle = await openDatabase(base.url);
  setCurrentDatabase(handle);
  try {
    const { text, params } = handle.toText(sql`select ${sqliteWindows.asStored(column(), sql`${bound}`)}`);
    expect(await handle.rows(text, params)).toEqual([[expected]]);
  } finally {
    setCurrentDatabase(undefined);
    await handle.database.close();
  }
});
