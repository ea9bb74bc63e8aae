import { sql } from "drizzle-orm";
import type { Total } from "../../protocol/rows.ts";
import type { WindowRows } from "./window-rows.ts";

/** Keys that one piece of a count looks at. */
const sliceKeys = 50_000;
/** Rows counted at most where a count cannot be taken in pieces. */
const cap = 50_000;

/** Counts the rows: at once without conditions, in pieces by key where that is possible, else to a cap. */
export async function countRows(rows: WindowRows, budgetMs: number): Promise<Total> {
  const { plan, writer, statements } = rows;
  if (plan.inner || !writer.isFiltered) {
    const [row] = await statements.rows("count", () => writer.count(), {});
    return { count: Number(row?.[0] ?? 0), is: "exact" };
  }
  const [key, ...more] = plan.keys;
  const isNumber = key?.column !== undefined && (key.kind === "id" || key.kind === "integer");
  if (plan.base && isNumber && more.length === 0) return await inPieces(rows, budgetMs);
  const [row] = await statements.rows("capped", () => writer.cappedCount(cap + 1), {});
  const count = Number(row?.[0] ?? 0);
  return count > cap ? { count: cap, is: "at least" } : { count, is: "exact" };
}

async function inPieces(rows: WindowRows, budgetMs: number): Promise<Total> {
  const { plan, writer, statements } = rows;
  const key = plan.keys[0]?.expression;
  const { base } = plan;
  const [range] = await statements.rows(
    "range",
    () => sql`select (select min(${key}) from ${base}), (select max(${key}) from ${base})`,
    {},
  );
  if (!range || range[0] === null) return { count: 0, is: "exact" };
  const [first, last] = [Number(range[0]), Number(range[1])];
  const startedAt = performance.now();
  let count = 0;
  for (let from = first; from <= last; from += sliceKeys) {
    const condition = sql`${key} >= ${sql.placeholder("from")} and ${key} < ${sql.placeholder("until")}`;
    const [row] = await statements.rows("piece", () => writer.count(condition), { from, until: from + sliceKeys });
    count += Number(row?.[0] ?? 0);
    const done = (from + sliceKeys - first) / (last - first + 1);
    if (done >= 1) break;
    if (performance.now() - startedAt > budgetMs) return { count: Math.round(count / done), is: "about" };
    await new Promise<void>((resolve) => void setImmediate(resolve));
  }
  return { count, is: "exact" };
}
