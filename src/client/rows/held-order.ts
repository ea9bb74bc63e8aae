import type { RowKey } from "../../protocol/rows.ts";

/**
 * The order that is shown: that of the loaded rows, but for held rows, which stay between the neighbours they had.
 *
 * @param shown keys in the order on screen now.
 * @param loaded keys in the order in which they are now.
 * @param held keys that stay where they are, whether or not they are among the loaded ones.
 * @returns the new order, and which of `held` really differ from their place in `loaded`.
 */
export function heldOrder(
  shown: readonly RowKey[],
  loaded: readonly RowKey[],
  held: readonly RowKey[],
): { readonly order: readonly RowKey[]; readonly out: ReadonlySet<RowKey> } {
  const out = new Set<RowKey>();
  if (held.length === 0) return { order: loaded, out };
  const isHeld = new Set(held);
  let order = loaded.filter((key) => !isHeld.has(key));
  for (const key of held.toSorted((a, b) => shown.indexOf(a) - shown.indexOf(b))) {
    order = order.toSpliced(placeOf(key, shown, order), 0, key);
  }
  for (const key of held) {
    const at = loaded.indexOf(key);
    const now = order.indexOf(key);
    // Its own place, as far as its neighbours tell.
    if (at === -1 || loaded[at - 1] !== order[now - 1]) out.add(key);
  }
  return { order, out };
}

/** Behind the nearest row above it that is still there, else before the nearest below. */
function placeOf(key: RowKey, shown: readonly RowKey[], order: readonly RowKey[]): number {
  const was = shown.indexOf(key);
  const places = new Map(order.map((other, index) => [other, index]));
  for (let at = was - 1; at >= 0; at--) {
    const place = places.get(shown[at] ?? 0);
    if (place !== undefined) return place + 1;
  }
  for (let at = was + 1; at < shown.length; at++) {
    const place = places.get(shown[at] ?? 0);
    if (place !== undefined) return place;
  }
  return 0;
}
