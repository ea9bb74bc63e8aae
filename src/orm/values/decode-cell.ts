import { RxError } from "../../errors/rx-error.ts";
import { decodeValue } from "../../protocol/decode-value.ts";
import type { ColumnFacts } from "./column-facts.ts";

/**
 * A cell from a browser as a value of its column; whether the column may hold it is `checkKind`'s to say.
 *
 * @throws RxError VALUE_INVALID where it is not the form of this kind at all
 */
export function decodeCell(facts: ColumnFacts, cell: unknown): unknown {
  if (cell === null || cell === undefined) return null;
  const refuse = (expected: string): never => {
    throw new RxError("VALUE_INVALID", { label: facts.label, expected, found: typeof cell }, { field: facts.key });
  };
  switch (facts.storage.kind) {
    case "timestamp":
      return typeof cell === "number" && Math.abs(cell) <= 8.64e15 ? new Date(cell) : refuse("milliseconds since 1970");
    case "bigint":
      return typeof cell === "string" && /^-?\d{1,19}$/.test(cell) ? BigInt(cell) : refuse("a whole number in digits");
    case "bytes":
      return typeof cell === "string" ? Buffer.from(cell, "base64") : refuse("bytes as base64");
    case "json":
      return decodeValue(cell);
    default:
      return cell;
  }
}
