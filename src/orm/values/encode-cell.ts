import { encodeValue } from "../../protocol/values.ts";
import type { Storage } from "../table-plan.ts";

/** A value of a row as it travels in a cell of a window: see ColumnarRows in the protocol. A reference's key only, without label. */
export function encodeCell(kind: Storage["kind"], value: unknown): unknown {
  if (value === null || value === undefined) return null;
  switch (kind) {
    case "timestamp":
      return value instanceof Date ? value.getTime() : value;
    case "bigint":
      return String(value);
    case "bytes":
      return value instanceof Uint8Array ? Buffer.from(value).toString("base64") : value;
    case "json":
      return encodeValue(value);
    case "id":
    case "uuid":
    case "text":
    case "longText":
    case "integer":
    case "real":
    case "decimal":
    case "boolean":
    case "date":
    case "oneOf":
      return value;
  }
}
