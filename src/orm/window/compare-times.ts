/** Orders days and times as a server writes them, year first: also those of PostgreSQL before Christ and after the year 9999. */
export function compareTimes(a: unknown, b: unknown): number {
  if (a === b) return 0;
  const left = String(a);
  const right = String(b);
  if (isUsual(left) && isUsual(right)) return left < right ? -1 : 1;
  const [year, rest] = parts(left);
  const [otherYear, otherRest] = parts(right);
  if (year !== otherYear) return year < otherYear ? -1 : 1;
  return rest === otherRest ? 0 : rest < otherRest ? -1 : 1;
}

function isUsual(text: string): boolean {
  return text.charCodeAt(4) === 0x2d && !text.endsWith(" BC");
}

function parts(text: string): readonly [year: number, rest: string] {
  if (text === "infinity") return [Number.POSITIVE_INFINITY, ""];
  if (text === "-infinity") return [Number.NEGATIVE_INFINITY, ""];
  const [, year = "0", rest = ""] = /^(\d+)-(.*?)(?: BC)?$/.exec(text) ?? [];
  return [text.endsWith(" BC") ? -Number(year) : Number(year), rest];
}
