/** Is a value's JSON text certainly no longer than so many characters? Looks at no more of the value than that. */
export function isShorter(value: unknown, length: number): boolean {
  return left(value, length) >= 0;
}

/** What is left of so many characters after this value; negative: not enough. */
function left(value: unknown, length: number): number {
  if (typeof value === "string") return length - value.length - 3;
  if (typeof value === "number") return length - String(value).length - 1;
  if (typeof value !== "object" || value === null) return length - 6;
  if (value instanceof Date) return length - 18;
  let rest = length - 2;
  if (Array.isArray(value)) {
    // Each element takes two characters at least: a long list is seen at once.
    if (value.length * 2 > rest) return -1;
    for (let index = 0; index < value.length && rest >= 0; index++) rest = left(value[index], rest);
    return rest;
  }
  for (const key in value) {
    rest = left(Reflect.get(value, key), rest - key.length - 3);
    if (rest < 0) break;
  }
  return rest;
}
