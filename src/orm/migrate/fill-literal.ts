import type { DialectName } from "../dialects/dialect-name.ts";
import type { ColumnKind } from "../../protocol/rows.ts";

/** A default that the database itself cannot hold, in SQL: of long texts, JSON and bytes; undefined for other kinds. */
export function fillLiteral(dialect: DialectName, kind: ColumnKind, value: unknown): string | undefined {
  switch (kind) {
    case "longText":
      return textLiteral(dialect, String(value));
    case "json":
      return textLiteral(dialect, JSON.stringify(value));
    case "bytes":
      return value instanceof Uint8Array ? bytesLiteral(dialect, value) : undefined;
    default:
      return undefined;
  }
}

function textLiteral(dialect: DialectName, text: string): string {
  const quoted = text.replaceAll("'", "''");
  // A backslash stands for what follows it.
  return `'${dialect === "mysql" ? quoted.replaceAll("\\", "\\\\") : quoted}'`;
}

function bytesLiteral(dialect: DialectName, bytes: Uint8Array): string {
  const hex = Buffer.from(bytes).toString("hex");
  return dialect === "postgres" ? `'\\x${hex}'` : `x'${hex}'`;
}
