import { closingOf, tokensOf } from "./tokens-of.ts";

/** What only the text of CREATE INDEX says. */
export interface IndexText {
  /** Each part as it is written. */
  readonly parts: readonly string[];
  readonly where: string | undefined;
}

/** Reads the parts and the condition of an index. */
export function readIndexText(sql: string): IndexText {
  const tokens = tokensOf(sql);
  const open = tokens.findIndex(({ text }) => text === "(");
  const close = closingOf(tokens, open);
  const bounds = [tokens[open]?.at ?? 0];
  let depth = 0;
  for (const { text, at } of tokens.slice(open + 1, close)) {
    if (text === "(") depth++;
    if (text === ")") depth--;
    if (text === "," && depth === 0) bounds.push(at);
  }
  bounds.push(tokens[close]?.at ?? sql.length);
  const parts = bounds.slice(0, -1).map((from, at) => tidy(sql.slice(from + 1, bounds[at + 1])));
  const where = tokens[close + 1];
  return { parts, where: where ? tidy(sql.slice(where.at + "where".length)) : undefined };
}

function tidy(text: string): string {
  return text
    .replaceAll(/\s+/g, " ")
    .trim()
    .replace(/ (asc|desc)$/i, "");
}
