import type { CsvAnswer } from "../../protocol/crud.ts";

/** The lines of a text from `from` on that are there to their end, and where the next one begins. `isWhole`: no more will come. */
export function takeLines(
  text: string,
  from: number,
  isWhole: boolean,
): { readonly lines: readonly CsvAnswer[]; readonly end: number } {
  const end = isWhole ? text.length : text.lastIndexOf("\n") + 1;
  const whole = text.slice(from, Math.max(from, end));
  const lines = whole.split("\n").flatMap((line) => (line === "" ? [] : [JSON.parse(line) as CsvAnswer])); // as: our own server's lines
  return { lines, end: Math.max(from, end) };
}
