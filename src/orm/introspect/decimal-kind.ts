import type { ColumnKindShape } from "./database-shape.ts";

const mostDigits = 15;

/** An exact number of so many digits; one of more than a model may have is cut to what it may, and says so. */
export function decimalKind(precision: number, scale: number): ColumnKindShape {
  if (precision >= 1 && precision <= mostDigits && scale >= 0 && scale <= precision)
    return { kind: "decimal", precision, scale };
  const digits = Math.min(Math.max(precision, scale, 1), mostDigits);
  const fraction = Math.min(Math.max(scale, 0), digits);
  return {
    kind: "decimal",
    precision: digits,
    scale: fraction,
    differs: `a decimal of ${precision} digits, ${scale} behind the point`,
  };
}
