let known: number | undefined;

/**
 * Pixels that a list may be high before the grid begins to stretch it, which must never happen: the grid looks for the
 * browser's limit in doubling steps, we do the same and stay a little under it.
 */
export function maxListHeight(): number {
  known ??= (probe() / 32) * 30;
  return known;
}

function probe(): number {
  if (typeof document === "undefined") return 32_000_000;
  const most = /Firefox/.test(navigator.userAgent) ? 4_000_000 : 32_000_000;
  const box = document.createElement("div");
  box.style.cssText = "position:absolute;visibility:hidden;width:1px";
  document.body.append(box);
  let height = 1_000_000;
  for (let next = height; next <= most; next *= 2) {
    box.style.height = `${next}px`;
    if (box.clientHeight !== next) break;
    height = next;
  }
  box.remove();
  return height;
}
