import { Column, is, sql } from "drizzle-orm";
import type { Tuple } from "../../framework/ports/live-source.ts";
import { isColumnOf } from "./table-names.ts";
import type { WindowRows } from "./window-rows.ts";

/** The place of a row near a share of the order, guessed between the least and the greatest value of the first sort column. */
export async function nearShare(rows: WindowRows, share: number): Promise<Tuple | undefined> {
  const { plan, terms } = rows;
  const [first] = terms;
  if (!first || !plan.base || !is(first.expression, Column) || !isColumnOf(first.expression, plan.base))
    return undefined;
  const column = first.expression;
  const [range] = await rows.statements.rows(
    "extremes",
    () => sql`select (select min(${column}) from ${plan.base}), (select max(${column}) from ${plan.base})`,
    {},
    first.kind === "bigint",
  );
  const [least, greatest] = range ?? [];
  const value = between(least, greatest, first.descending ? 1 - share : share);
  if (value === undefined) return undefined;
  // Only the first value is known: the rest of the tuple is as small, or as great, as can be.
  const from = [value, ...terms.slice(1).map(() => null)];
  const [row] = await rows.read({ from, until: null }, 1);
  return row?.tuple ?? (await rows.readLast({ from: null, until: null }, 1))[0]?.tuple;
}

function between(least: unknown, greatest: unknown, share: number): unknown {
  if (typeof least === "number" && typeof greatest === "number") {
    const value = least + (greatest - least) * share;
    return Number.isInteger(least) && Number.isInteger(greatest) ? Math.round(value) : value;
  }
  if (typeof least === "bigint" && typeof greatest === "bigint") {
    return least + ((greatest - least) * BigInt(Math.round(share * 1_000_000))) / 1_000_000n;
  }
  if (typeof least === "string" && typeof greatest === "string") {
    return toText(toNumber(least) + (toNumber(greatest) - toNumber(least)) * share);
  }
  return undefined;
}

/** The first characters of a text as digits of a number, and back. */
const digits = 3;
const base = 0xd800;

function toNumber(text: string): number {
  let number = 0;
  for (let at = 0; at < digits; at++) number = number * base + Math.min(base - 1, text.charCodeAt(at) || 0);
  return number;
}

function toText(number: number): string {
  let text = "";
  let rest = Math.floor(number);
  for (let at = 0; at < digits; at++) {
    text = String.fromCharCode(rest % base) + text;
    rest = Math.floor(rest / base);
  }
  return text.replaceAll("\0", "");
}
