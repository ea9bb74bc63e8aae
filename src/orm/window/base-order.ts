import { Column, is, SQL, StringChunk } from "drizzle-orm";
import type { BaseOrder } from "./plan.ts";

/** The order that an app gave its query, taken apart into expressions and directions. */
export function baseOrder(orderBy: readonly (Column | SQL | SQL.Aliased)[] | undefined): readonly BaseOrder[] {
  return (orderBy ?? []).map((term) => {
    if (is(term, Column)) return { expression: term, descending: false };
    if (is(term, SQL.Aliased)) return { expression: term.sql, descending: false };
    return fromTerm(term);
  });
}

function fromTerm(term: SQL): BaseOrder {
  const chunks = [...term.queryChunks];
  const last = chunks.at(-1);
  const tail = is(last, StringChunk)
    ? /^(.*?)\s+(asc|desc)(?:\s+nulls\s+(?:first|last))?\s*$/is.exec(last.value.join(""))
    : undefined;
  if (!tail) return { expression: term, descending: false };
  chunks[chunks.length - 1] = new StringChunk(tail[1] ?? "");
  const rest = chunks.filter((chunk) => !(is(chunk, StringChunk) && chunk.value.join("") === ""));
  const [only] = rest;
  const descending = tail[2]?.toLowerCase() === "desc";
  if (rest.length === 1 && (is(only, Column) || is(only, SQL))) return { expression: only, descending };
  return { expression: new SQL(chunks), descending };
}
