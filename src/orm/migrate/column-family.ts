import type { ColumnSnapshot } from "./snapshot.ts";

/** What values of a column are like, as far as others can take their place. */
export interface ColumnFamily {
  readonly name: string;
  /** Digits behind the point. */
  readonly scale: number;
}

/** By the kind where it is known, as SQLite calls several kinds by one type; else by the type. */
export function columnFamily({ type, kind }: ColumnSnapshot): ColumnFamily {
  const [, name = "", , scale = "0"] = /^([a-z ]+?)\s*(?:\((\d+)(?:,\s*(\d+))?\))?$/.exec(type.toLowerCase()) ?? [];
  if (kind === "json" || kind === "date" || kind === "boolean" || kind === "timestamp") return { name: kind, scale: 0 };
  if (["varchar", "text", "longtext", "char"].includes(name)) return { name: "text", scale: 0 };
  if (["integer", "int", "bigint"].includes(name)) return { name: "number", scale: 0 };
  if (["numeric", "decimal"].includes(name)) return { name: "number", scale: Number(scale) };
  if (["real", "double", "double precision"].includes(name)) return { name: "number", scale: Infinity };
  return { name: type.toLowerCase(), scale: 0 };
}
