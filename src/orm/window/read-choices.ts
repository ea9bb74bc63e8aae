import { sql, type SQL } from "drizzle-orm";
import type { ChoicesPage, ChoicesRequest } from "../../framework/ports/live-source.ts";
import type { Choice } from "../../protocol/rows.ts";
import type { DatabaseHandle } from "../session/database-handle.ts";

/** Choices are counted to here. */
const cap = 10_000;

/** How choices are read. */
export interface ChoiceQueries {
  readonly page: (limit: SQL) => SQL;
  readonly count: (cap: number) => SQL;
  readonly bigints: boolean;
  /** May it have to look at very many rows? */
  readonly long: boolean;
  readonly request: Pick<ChoicesRequest, "from" | "count">;
  readonly toChoice: (row: readonly unknown[]) => Choice;
}

/** One page of choices and how many there are. */
export async function readChoices(handle: DatabaseHandle, queries: ChoiceQueries): Promise<ChoicesPage> {
  const { from, count } = queries.request;
  const read = async (query: SQL, bigints: boolean): Promise<unknown[][]> => {
    const { text, params } = handle.toText(query);
    return await handle.rows(text, params, { bigints, committed: true, long: queries.long });
  };
  const found = await read(queries.page(sql` limit ${count} offset ${from}`), queries.bigints);
  const choices = found.map(queries.toChoice);
  const isLast = choices.length < count && (choices.length > 0 || from === 0);
  if (isLast) return { choices, total: { count: from + choices.length, is: "exact" } };
  const [row] = await read(queries.count(cap + 1), false);
  const all = Number(row?.[0] ?? 0);
  return { choices, total: all > cap ? { count: cap, is: "at least" } : { count: all, is: "exact" } };
}
