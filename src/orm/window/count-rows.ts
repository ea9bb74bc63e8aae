import { sql } from "drizzle-orm";
import { RxError } from "../../errors/rx-error.ts";
import type { Total } from "../../protocol/rows.ts";
import { fromSql } from "./from-sql.ts";
import { originalName } from "./table-names.ts";
import type { WindowRows } from "./window-rows.ts";

/** Keys that one piece of a count looks at. */
const sliceKeys = 50_000;
/** Rows counted at most where a count cannot be taken in pieces. */
const cap = 50_000;
/** Such a count may take this many budgets: it is one statement, beside which nothing else waits. */
const cappedBudgets = 5;

/**
 * Counts the rows. Without conditions: at once, where the table is not too long for that, else as the database estimates it. With
 * conditions: in pieces by key, spread over the whole table, so that those that the budget allows stand for all; else to a cap.
 */
export async function countRows(rows: WindowRows, budgetMs: number): Promise<Total> {
  const { plan, writer, statements } = rows;
  const { base, inner, write } = plan;
  if (base && !inner && !writer.isFiltered) {
    const size = await rows.sizeOf(originalName(base));
    if (size > write.countedRows && write.estimatesWell) return { count: size, is: "about" };
    if (size >= 0 && size <= write.countedRows) {
      const [row] = await statements.rows("count", () => writer.count(), {}, await rows.howToRead());
      return { count: Number(row?.[0] ?? 0), is: "exact" };
    }
  }
  const [key, ...more] = plan.keys;
  const isNumber = key?.column !== undefined && (key.kind === "id" || key.kind === "integer");
  return base && isNumber && more.length === 0 ? await inPieces(rows, budgetMs) : await capped(rows, budgetMs);
}

async function capped(rows: WindowRows, budgetMs: number): Promise<Total> {
  const { writer, statements } = rows;
  const how = { ...(await rows.howToRead()), timeoutMs: budgetMs * cappedBudgets };
  try {
    const [row] = await statements.rows("capped", () => writer.cappedCount(cap + 1), {}, how);
    const count = Number(row?.[0] ?? 0);
    return count > cap ? { count: cap, is: "at least" } : { count, is: "exact" };
  } catch (error) {
    if (error instanceof RxError && error.code === "STATEMENT_TIMEOUT") return { count: 0, is: "at least" };
    throw error;
  }
}

async function inPieces(rows: WindowRows, budgetMs: number): Promise<Total> {
  const { plan, writer, statements } = rows;
  const key = plan.keys[0]?.expression;
  const { base } = plan;
  const from = base && fromSql(base);
  const [range] = await statements.rows(
    "range",
    () => sql`select (select min(${key}) from ${from}), (select max(${key}) from ${from})`,
    {},
  );
  if (!range || range[0] === null) return { count: 0, is: "exact" };
  const [first, last] = [Number(range[0]), Number(range[1])];
  // Keys that are drawn from a wide range, not counted up: pieces of it would be empty.
  const size = plan.write.estimatesWell && base ? await rows.sizeOf(originalName(base)) : last - first + 1;
  if (last - first > 20 * Math.max(size, sliceKeys)) return await capped(rows, budgetMs);
  const pieces = Math.ceil((last - first + 1) / sliceKeys);
  const stride = strideOf(pieces);
  const startedAt = performance.now();
  const how = await rows.howToRead();
  let count = 0;
  for (let done = 1, piece = 0; done <= pieces; done++, piece = (piece + stride) % pieces) {
    const condition = sql`${key} >= ${sql.placeholder("from")} and ${key} < ${sql.placeholder("until")}`;
    const begin = first + piece * sliceKeys;
    const bounds = { from: begin, until: begin + sliceKeys };
    const [row] = await statements.rows("piece", () => writer.count(condition), bounds, how);
    count += Number(row?.[0] ?? 0);
    if (done < pieces && performance.now() - startedAt > budgetMs)
      return { count: Math.round((count * pieces) / done), is: "about" };
    await new Promise<void>((resolve) => void setImmediate(resolve));
  }
  return { count, is: "exact" };
}

/** A step that leads through all pieces, far from one to the next: by the golden section, made coprime. */
function strideOf(pieces: number): number {
  let stride = Math.max(1, Math.round(pieces * 0.618));
  while (greatestDivisor(stride, pieces) > 1) stride++;
  return stride;
}

function greatestDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestDivisor(b, a % b);
}
