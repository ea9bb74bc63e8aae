import { decodeValue } from "../protocol/decode-value.ts";
import type { ColumnKind } from "../protocol/rows.ts";

/** A cell of a window as the value that the query gave: see ColumnarRows in protocol/rows.ts. */
export function fromCell(kind: ColumnKind, cell: unknown): unknown {
  if (cell === null || cell === undefined) return null;
  switch (kind) {
    case "timestamp":
      return new Date(Number(cell));
    case "bigint":
      return BigInt(String(cell));
    case "bytes":
      return decodeValue(`~b${String(cell)}`);
    case "json":
      return decodeValue(cell);
    case "ref":
      // [key, label]: the row has the key.
      return Array.isArray(cell) ? cell[0] : cell;
    default:
      return cell;
  }
}
