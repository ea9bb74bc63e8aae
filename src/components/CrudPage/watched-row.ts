// One row of a rows var, kept up to date by the block that it lies in. Only what follows on the version seen is applied;
// after anything else the row is asked for again.
import type { BlockId, RowKey, RowsMessage, WireBlock } from "../../protocol/rows.ts";

/** What is known of the row. */
export interface WatchedRow {
  readonly key: RowKey;
  /** The block that it lies in, and the version that was seen; undefined until it was found. */
  readonly block: { readonly id: BlockId; readonly version: number } | undefined;
  /** Encoded as on the wire, in the order of the handle's columns. */
  readonly cells: readonly unknown[] | undefined;
}

/** The row after a message; `ask`: the message does not fit what is known, or the row may lie elsewhere now. */
export function afterMessage(row: WatchedRow, message: RowsMessage): WatchedRow | "ask" {
  switch (message.type) {
    case "page": {
      const block = message.blocks.find(({ rows }) => rows.keys.includes(row.key));
      return block === undefined ? row : found(row, block);
    }
    case "gone":
      return "ask";
    case "push": {
      if (message.b !== row.block?.id) return row;
      const leaves = [...(message.away ?? []), ...(message.add ?? []).map(([, key]) => key)].includes(row.key);
      if (message.v !== row.block.version + 1 || leaves || message.split !== undefined) return "ask";
      const change = message.set?.find(([key]) => key === row.key)?.[1];
      const block = { id: message.b, version: message.v };
      if (change === undefined) return { ...row, block };
      return { ...row, block, cells: row.cells?.map((cell, index) => (index in change ? change[index] : cell)) };
    }
    case "failed":
    case "choices":
    case "total":
      return row;
  }
}

function found(row: WatchedRow, { b, v, rows }: WireBlock): WatchedRow {
  const at = rows.keys.indexOf(row.key);
  return { ...row, block: { id: b, version: v }, cells: rows.cells.map((column) => column[at]) };
}
