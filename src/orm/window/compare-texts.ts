/** Orders texts by their code points, as UTF-8 bytes are ordered; JavaScript's `<` puts surrogates before U+E000. */
export function compareTexts(a: unknown, b: unknown): number {
  if (a === b) return 0;
  const left = String(a);
  const right = String(b);
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index++) {
    const one = left.charCodeAt(index);
    const other = right.charCodeAt(index);
    if (one !== other) return toOrder(one) - toOrder(other);
  }
  return left.length - right.length;
}

function toOrder(unit: number): number {
  if (unit < 0xd800) return unit;
  return unit >= 0xe000 ? unit - 0x800 : unit + 0x2000;
}
