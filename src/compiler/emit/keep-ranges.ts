import MagicString from "magic-string";

/** A range of a file's text that stays, as it is or replaced by other text of as many lines. */
export interface KeptRange {
  readonly start: number;
  readonly end: number;
  readonly text?: string;
}

/** Blanks all but the kept ranges: every line keeps its number, whatever was removed is gone. */
export function keepRanges(source: string, ranges: readonly KeptRange[]): MagicString {
  const result = new MagicString(source);
  let at = 0;
  for (const { start, end, text } of ranges.toSorted((a, b) => a.start - b.start)) {
    if (start > at) replace(result, source, at, start, blank(source.slice(at, start)));
    if (text !== undefined) replace(result, source, start, end, withLines(text, source.slice(start, end)));
    at = end;
  }
  if (at < source.length) replace(result, source, at, source.length, blank(source.slice(at)));
  return result;
}

function replace(result: MagicString, source: string, start: number, end: number, text: string): void {
  if (source.slice(start, end) !== text) result.update(start, end, text);
}

/** Newlines stay, and on the last line as many spaces as there was text, so that what follows keeps its column. */
function blank(text: string): string {
  const lines = text.split("\n");
  const last = lines.at(-1) ?? "";
  return "\n".repeat(lines.length - 1) + last.replace(/[^\t]/g, " ");
}

function withLines(text: string, original: string): string {
  const missing = original.split("\n").length - text.split("\n").length;
  return text + "\n".repeat(Math.max(0, missing));
}
