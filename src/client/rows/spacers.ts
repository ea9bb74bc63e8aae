// The arithmetic of a list that is mostly not there: two spacers stand for the rows that are not loaded.

/** What the heights are reckoned from. */
export interface ListSize {
  /** Rows on screen and around it. */
  readonly loaded: number;
  /** Rows in all, as far as is known. */
  readonly total: number;
  /** Index of the first loaded row, as far as is known. */
  readonly first: number;
  readonly atTop: boolean;
  readonly atEnd: boolean;
  readonly rowHeight: number;
  /** Pixels that a list may be high before the browser stretches or clips it. */
  readonly maxHeight: number;
}

/** Pixels that stand for one row that is not loaded. */
export function spacerPixels({ total, rowHeight, maxHeight }: ListSize): number {
  return Math.min(rowHeight, maxHeight / Math.max(1, total));
}

/** Height of the upper spacer, were the list laid out anew. */
export function alignedTop(size: ListSize): number {
  return size.atTop ? 0 : Math.max(1, Math.round(size.first * spacerPixels(size)));
}

/** Height of the lower spacer, were the list laid out anew. */
export function alignedBottom(size: ListSize): number {
  if (size.atEnd) return 0;
  const below = Math.max(1, size.total - size.first - size.loaded);
  return Math.max(1, Math.round(below * spacerPixels(size)));
}

/**
 * The row that a view in a spacer stands for.
 *
 * @param at where the view is: `scrollTop`, its height, and the heights of the spacers.
 */
export function farIndex(
  size: ListSize,
  at: { readonly scrollTop: number; readonly height: number; readonly top: number; readonly bottom: number },
): number {
  const visible = Math.floor(at.height / size.rowHeight);
  const lastIndex = Math.max(0, size.total - visible);
  if (at.scrollTop < at.top) return Math.min(lastIndex, Math.floor((at.scrollTop / Math.max(1, at.top)) * size.first));
  const from = size.first + size.loaded;
  const into = at.scrollTop - at.top - size.loaded * size.rowHeight;
  const share = Math.min(1, Math.max(0, into / Math.max(1, at.bottom - at.height)));
  return Math.min(lastIndex, from + Math.round(share * Math.max(0, lastIndex - from)));
}
