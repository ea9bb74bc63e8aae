import { decodeValue } from "./decode-value.ts";
import type { ColumnDescription } from "./rows.ts";

/** A reference as a cell has it: the key that it points to, and the name of that row. */
export type RefCell = readonly [key: string | number, label: string];

/** A cell of a window as the value that the query gave; a reference is `[key, label]`. */
export function cellValue({ kind }: Pick<ColumnDescription, "kind">, cell: unknown): unknown {
  if (cell === null || cell === undefined) return null;
  switch (kind) {
    case "timestamp":
      return new Date(Number(cell));
    case "bigint":
      return BigInt(String(cell));
    case "bytes":
      return decodeValue(`~b${String(cell)}`);
    case "json":
      // The cell stays as it came: decoding works in place.
      return decodeValue(structuredClone(cell));
    default:
      return cell;
  }
}

/** Is this a reference's cell? */
export function isRefCell(cell: unknown): cell is RefCell {
  return Array.isArray(cell) && cell.length === 2;
}
