import type { ColumnKindShape } from "./database-shape.ts";

const longestText = 4_000;

/** Text of at most so many characters; undefined: of any length. */
export function textKind(max: number | undefined, differs?: string): ColumnKindShape {
  const more = differs === undefined ? {} : { differs };
  if (max === undefined || max < 1) return { kind: "longText", ...more };
  return max > longestText ? { kind: "longText", max, ...more } : { kind: "text", max, ...more };
}
