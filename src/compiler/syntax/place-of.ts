import type { Place } from "../problem.ts";

/** Turns an offset of a file's text into line and column. */
export function placeOf(file: string, text: string, offset: number): Place {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf("\n") + 1;
  return { file, line: before.split("\n").length, column: offset - lineStart + 1 };
}
