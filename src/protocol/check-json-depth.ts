import { RxError } from "../errors/rx-error.ts";

/**
 * Refuses JSON text that nests deeper than `maxDepth`, by one look at its characters: before anything is parsed, and
 * whatever the text is.
 *
 * @throws RxError MESSAGE_TOO_LARGE.
 */
export function checkJsonDepth(text: string, maxDepth: number): void {
  // Each level takes two characters: a text that is shorter has fewer levels, or is no JSON.
  if (text.length < 2 * (maxDepth + 1)) return;
  let depth = 0;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit === quote) index = endOfString(text, index);
    else if (unit === openBrace || unit === openBracket) {
      if (++depth > maxDepth) {
        throw new RxError("MESSAGE_TOO_LARGE", { limit: maxDepth, unit: "levels of nesting", found: "more" });
      }
    } else if (unit === closeBrace || unit === closeBracket) depth--;
  }
}

const quote = 34;
const backslash = 92;
const openBracket = 91;
const closeBracket = 93;
const openBrace = 123;
const closeBrace = 125;

/** Index of the quote that ends the string which begins at `start`; the text's length where none does. */
function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let escapes = end;
    while (text.charCodeAt(escapes - 1) === backslash) escapes--;
    if ((end - escapes) % 2 === 0) return end;
  }
  return text.length;
}
