import { is, SQL, StringChunk, type Column } from "drizzle-orm";

/**
 * What one part of an order must end with on PostgreSQL, so that NULL is its smallest value as on the other databases; nothing where
 * it says by itself where NULL belongs.
 */
export function nullOrder(item: Column | SQL | SQL.Aliased): "" | " nulls first" | " nulls last" {
  const last = is(item, SQL) ? item.queryChunks.findLast((chunk) => !isEmpty(chunk)) : undefined;
  const tail = is(last, StringChunk) ? last.value.join("").trimEnd().toLowerCase() : "";
  if (/\bnulls\s+(first|last)$/.test(tail)) return "";
  return /\bdesc$/.test(tail) ? " nulls last" : " nulls first";
}

function isEmpty(chunk: unknown): boolean {
  return is(chunk, StringChunk) && chunk.value.join("") === "";
}
