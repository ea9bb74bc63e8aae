import type { DefaultShape } from "./database-shape.ts";

const now =
  /^\(?\s*(current_timestamp(\(\d*\))?|now\(\)|current_date(\(\))?|curdate\(\)|datetime\('now'\)|date\('now'\)|localtimestamp(\(\d*\))?|utc_date\(\)|\(now\(\) at time zone 'utc'::text\)(::date)?|cast\(unixepoch\('subsec'\) \* 1000 as integer\))\s*\)?$/i;
const number = /^[-+]?(\d+(\.\d*)?|\.\d+)(e[-+]?\d+)?$/i;
const text = /^'((?:[^']|'')*)'$/s;

/** A default as the database says it, in SQL. */
export function readDefault(sql: string): DefaultShape | undefined {
  const bare = withoutParentheses(sql.trim());
  if (/^null$/i.test(bare)) return undefined;
  if (now.test(bare)) return { type: "now" };
  if (number.test(bare) && Number.isSafeInteger(Math.trunc(Number(bare))))
    return { type: "value", value: Number(bare) };
  if (/^(true|false)$/i.test(bare)) return { type: "value", value: bare.toLowerCase() === "true" };
  const [, quoted] = text.exec(bare) ?? [];
  return quoted === undefined ? { type: "sql", sql: bare } : { type: "value", value: quoted.replaceAll("''", "'") };
}

function withoutParentheses(sql: string): string {
  const inner = /^\((.*)\)$/s.exec(sql)?.[1];
  return inner !== undefined && isBalanced(inner) ? withoutParentheses(inner.trim()) : sql;
}

/** Does no parenthesis close that was not opened? Texts in quotes are skipped. */
function isBalanced(sql: string): boolean {
  let depth = 0;
  for (const character of sql.replaceAll(/'(?:[^']|'')*'/g, "")) {
    if (character === "(") depth++;
    else if (character === ")" && --depth < 0) return false;
  }
  return true;
}
