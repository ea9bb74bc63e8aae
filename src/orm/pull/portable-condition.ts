import { tokensOf, unquote } from "../introspect/sqlite/tokens-of.ts";

const words: ReadonlySet<string> = new Set(["and", "or", "not", "in", "between", "is", "null", "like"]);
const signs: ReadonlySet<string> = new Set([
  "(",
  ")",
  ",",
  "<",
  ">",
  "=",
  "<=",
  ">=",
  "<>",
  "!=",
  "+",
  "-",
  "*",
  "/",
  "%",
  ".",
]);

/**
 * A condition as every database would read it: texts, and columns within them; undefined where it has anything that only its own
 * database knows. PostgreSQL's casts of literals, and its way to say IN, are undone.
 */
export function portableCondition(
  condition: string,
  columns: ReadonlySet<string>,
): readonly (string | { readonly column: string })[] | undefined {
  const plain = condition
    .replaceAll(
      /::(?:character varying|double precision|timestamp with(?:out)? time zone|\w+)(?:\(\d+(?:,\d+)?\))?(?:\[\])?/g,
      "",
    )
    .replaceAll(/= ANY \(+ARRAY\[([^\]]*)\]\)+/g, "in ($1)")
    .replaceAll(/<> ALL \(+ARRAY\[([^\]]*)\]\)+/g, "not in ($1)")
    // MySQL says the character set before a text.
    .replaceAll(/\b_utf8mb[34](?=\\?')/g, "")
    .replaceAll("\\'", "'");
  const parts: (string | { column: string })[] = [];
  let last = 0;
  for (const { text, at } of tokensOf(plain)) {
    const isQuoted = /^["`[]/.test(text);
    const name = unquote(text);
    const column = isQuoted || /^[\p{L}_]/u.test(text) ? [...columns].find((other) => other === name) : undefined;
    if (column !== undefined && !text.startsWith("'")) {
      parts.push(plain.slice(last, at), { column });
      last = at + text.length;
    } else if (isQuoted || !(signs.has(text) || words.has(text.toLowerCase()) || /^(\d+|'[^']*')$/.test(text)))
      return undefined;
  }
  parts.push(plain.slice(last));
  return isClosed(plain) ? parts : undefined;
}

function isClosed(text: string): boolean {
  let depth = 0;
  for (const { text: token } of tokensOf(text)) {
    if (token === "(") depth++;
    else if (token === ")" && --depth < 0) return false;
  }
  return depth === 0;
}
