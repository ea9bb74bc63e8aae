/** Is a value's JSON text certainly no longer than so many characters? Looks at no more of the value than that. */
export function isShorter(value: unknown, length: number): boolean {
  let left = length;
  const open: unknown[] = [value];
  while (open.length > 0 && left >= 0) {
    const item = open.pop();
    if (typeof item === "string") left -= item.length + 3;
    else if (typeof item === "number") left -= String(item).length + 1;
    else if (typeof item !== "object" || item === null) left -= 6;
    else if (item instanceof Date) left -= 18;
    else if (Array.isArray(item)) {
      // Each item has a character and its comma at least: a long list is told by its length alone.
      if (left < item.length * 2) return false;
      left -= 2;
      for (const inner of item) open.push(inner);
    } else {
      left -= 2;
      for (const key in item) {
        if (left < 0) break;
        left -= key.length + 3;
        open.push(Reflect.get(item, key));
      }
    }
  }
  return left >= 0;
}
