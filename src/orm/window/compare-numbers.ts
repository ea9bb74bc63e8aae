/** Orders numbers, whether they come as number, bigint or as the digits of a decimal. NaN is the greatest. */
export function compareNumbers(a: unknown, b: unknown): number {
  if (a === b) return 0;
  if (typeof a === "number" && typeof b === "number") {
    return Number.isNaN(a) ? (Number.isNaN(b) ? 0 : 1) : Number.isNaN(b) ? -1 : a - b;
  }
  if (isBinary(a) && isBinary(b)) return a < b ? -1 : a > b ? 1 : 0;
  return compareDigits(String(a), String(b));
}

function isBinary(value: unknown): value is number | bigint {
  return typeof value === "number" || typeof value === "bigint";
}

const digits = /^([+-]?)0*(\d*)(?:\.(\d*?)0*)?$/;

function compareDigits(a: string, b: string): number {
  const [left, right] = [digits.exec(a), digits.exec(b)];
  // Exponents, infinities, NaN: no column of ours holds them.
  if (!left || !right) return compareNumbers(Number(a), Number(b));
  const [leftSign, rightSign] = [signOf(left), signOf(right)];
  if (leftSign !== rightSign) return leftSign - rightSign;
  return leftSign * compareMagnitudes(left, right);
}

function signOf([, sign, whole, part = ""]: RegExpExecArray): number {
  return whole === "" && part === "" ? 0 : sign === "-" ? -1 : 1;
}

function compareMagnitudes(
  [, , a = "", aPart = ""]: RegExpExecArray,
  [, , b = "", bPart = ""]: RegExpExecArray,
): number {
  if (a.length !== b.length) return a.length - b.length;
  if (a !== b) return a < b ? -1 : 1;
  return aPart === bPart ? 0 : aPart < bPart ? -1 : 1;
}
