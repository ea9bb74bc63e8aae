import type { Tuple } from "../../framework/ports/live-source.ts";
import type { CompareValues } from "./sql/window-sql.ts";

/** One part of a tuple. */
export interface TuplePart {
  readonly descending: boolean;
  readonly compare: CompareValues;
}

/** Orders tuples as the database does, NULL before all values; a part that is `descending` the other way round. */
export function compareTuples(parts: readonly TuplePart[]): (a: Tuple, b: Tuple) => number {
  return (a, b) => {
    for (let index = 0; index < parts.length; index++) {
      const part = parts[index];
      const sign = part ? compareParts(part, a[index], b[index]) : 0;
      if (sign !== 0) return sign;
    }
    return 0;
  };
}

function compareParts({ descending, compare }: TuplePart, a: unknown, b: unknown): number {
  if (a === b) return 0;
  const sign = a === null || b === null ? (a === null ? -1 : 1) : compare(a, b);
  return descending ? -sign : sign;
}
