import type { PulledColumn, PulledConstraint } from "./pulled-model.ts";

/** MySQL keeps at most 65,535 bytes of a row at its place; long texts are kept elsewhere. */
const maxRowBytes = 60_000;

/** Makes texts long ones, longest first, where all together would be too much for a row of MySQL. Those of keys stay as they are. */
export function fitRow(
  columns: readonly PulledColumn[],
  constraints: readonly PulledConstraint[],
): readonly PulledColumn[] {
  const keys = new Set(constraints.flatMap((item) => (item.type === "check" ? [] : item.columns)));
  let bytes = columns.reduce((sum, column) => sum + bytesOf(column), 0);
  const made = new Map<string, PulledColumn>();
  const candidates = columns
    .filter(
      (column) =>
        column.call === "text" && !keys.has(column.key) && !column.modifiers.some(({ method }) => method !== "notNull"),
    )
    .toSorted((a, b) => bytesOf(b) - bytesOf(a));
  for (const column of candidates) {
    if (bytes <= maxRowBytes) break;
    const { max = 255, ...options } = column.options;
    made.set(column.key, { ...column, call: "longText", options: { max, ...options } });
    bytes -= bytesOf(column);
  }
  return columns.map((column) => made.get(column.key) ?? column);
}

function bytesOf({ call, options }: PulledColumn): number {
  if (call === "text" || call === "ref") return (typeof options["max"] === "number" ? options["max"] : 255) * 4;
  return call === "oneOf" ? 256 : 12;
}
