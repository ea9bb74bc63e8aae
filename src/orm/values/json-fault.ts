/** As many as MariaDB takes. */
const maxDepth = 31;
// What PostgreSQL cannot keep: the character NUL, and half of a character.
const unkept = /\\u(?:0000|d[89a-f])/i;

/** Why a value cannot be kept as JSON on every database, as what was expected instead; undefined where it can. */
export function jsonFault(value: unknown): string | undefined {
  let text: string | undefined;
  try {
    text = JSON.stringify(value);
  } catch {
    // A cycle or a bigint: that is the answer.
  }
  if (text === undefined) return "a value that JSON can hold";
  if (!unkept.test(text) && text.split(/[[{]/, maxDepth + 2).length <= maxDepth + 1) return undefined;
  return faultIn(JSON.parse(text), 1);
}

function faultIn(value: unknown, depth: number): string | undefined {
  if (typeof value === "string")
    return isKept(value) ? undefined : "JSON without the character NUL and halves of characters";
  if (typeof value !== "object" || value === null) return undefined;
  if (depth > maxDepth) return `JSON at most ${maxDepth} levels deep`;
  for (const [key, item] of Object.entries(value)) {
    const fault = faultIn(key, depth) ?? faultIn(item, depth + 1);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function isKept(text: string): boolean {
  return text.isWellFormed() && !text.includes("\0");
}
