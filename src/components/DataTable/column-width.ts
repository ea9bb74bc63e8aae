import type { ColumnDescription } from "../../protocol/rows.ts";

/** How wide a column begins, and whether it takes a share of what is left. */
export interface ColumnWidth {
  readonly width: number;
  readonly minWidth: number;
  /** Share of the room that is left; none: as wide as it says. */
  readonly flex?: number;
}

const byKind: { readonly [Kind in ColumnDescription["kind"]]: ColumnWidth } = {
  id: { width: 96, minWidth: 72 },
  uuid: { width: 140, minWidth: 96 },
  text: { width: 200, minWidth: 160, flex: 2 },
  longText: { width: 260, minWidth: 140, flex: 3 },
  integer: { width: 96, minWidth: 80 },
  bigint: { width: 140, minWidth: 96 },
  real: { width: 120, minWidth: 88 },
  decimal: { width: 112, minWidth: 96 },
  boolean: { width: 88, minWidth: 72 },
  timestamp: { width: 180, minWidth: 140 },
  date: { width: 128, minWidth: 112 },
  json: { width: 200, minWidth: 120, flex: 2 },
  oneOf: { width: 136, minWidth: 104 },
  ref: { width: 200, minWidth: 176, flex: 2 },
  bytes: { width: 112, minWidth: 88 },
};

/** The width of a column by what is in it. The header's own text always fits. */
export function columnWidth(column: ColumnDescription, wanted?: number): ColumnWidth {
  const own = byKind[column.kind];
  // 7 px a letter, the cell's padding, and the menu's arrow.
  const header = Math.ceil(column.label.length * 7 + 24 + 24);
  const minWidth = Math.max(own.minWidth, Math.min(header, 220));
  if (wanted !== undefined) return { width: wanted, minWidth: Math.min(minWidth, wanted) };
  // A status mark: the longest word, its dot and its own padding.
  const longest = Math.max(0, ...(column.choices ?? []).map((choice) => choice.length));
  const mark = longest === 0 ? 0 : Math.min(Math.ceil(longest * 7 + 24 + 28), 220);
  return { ...own, width: Math.max(own.width, minWidth, mark), minWidth };
}
