/** A token of SQL text; `text` as it stands there. */
export interface Token {
  readonly text: string;
  /** Where it stands. */
  readonly at: number;
}

const pattern =
  /--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|'(?:[^']|'')*'|"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\]|[\p{L}\p{N}_$]+|\s+|[\s\S]/gu;

/** Takes SQL text apart; comments and spaces are left out. */
export function tokensOf(sql: string): readonly Token[] {
  return [...sql.matchAll(pattern)]
    .filter(([text]) => !/^(\s|--|\/\*)/.test(text))
    .map(({ 0: text, index }) => ({ text, at: index }));
}

/** A name without its quotes, of whichever kind. */
export function unquote(text: string): string {
  const [first = ""] = text;
  const inner = text.slice(1, -1);
  if (first === "[") return inner;
  return `"'\``.includes(first) ? inner.replaceAll(first + first, first) : text;
}

/** Where the parenthesis that opens at `from` closes, as places in the list. */
export function closingOf(tokens: readonly Token[], from: number): number {
  let depth = 0;
  for (let at = from; at < tokens.length; at++) {
    if (tokens[at]?.text === "(") depth++;
    else if (tokens[at]?.text === ")" && --depth === 0) return at;
  }
  return tokens.length;
}
