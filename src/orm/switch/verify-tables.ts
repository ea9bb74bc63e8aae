import type { DatabaseHandle } from "../session/database-handle.ts";
import { decodeRow, type ModelTable } from "./model-table.ts";
import { RowChecksum } from "./row-checksum.ts";
import { quoted } from "./sql-text.ts";

/** What a table holds. */
export interface TableSum {
  readonly table: string;
  readonly rows: number;
  readonly checksum: string;
}

/** Reads a whole table, in one moment, and sums it up; the sum is the same on every database that holds the same values. */
export async function sumTable(handle: DatabaseHandle, table: ModelTable): Promise<TableSum> {
  const sum = new RowChecksum(table.columns.map(({ kind }) => kind));
  const columns = table.columns.map(({ name }) => quoted(name)).join(", ");
  for await (const row of handle.scan(`select ${columns} from ${quoted(table.name)}`, [], { bigints: true }))
    sum.add(decodeRow(table, row));
  return { table: table.name, rows: sum.rows, checksum: sum.text };
}
