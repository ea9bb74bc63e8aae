import type { WireBlock } from "../../protocol/rows.ts";
import type { Block } from "./block.ts";

/** A block as it is sent whole. */
export function toWireBlock(block: Block, width: number): WireBlock {
  const cells = Array.from({ length: width }, (_, column) => block.rows.map((row) => row.cells[column]));
  return {
    b: block.id,
    v: block.version,
    rows: { keys: block.rows.map((row) => row.key), cells },
    ...(block.lo === null ? { top: true } : {}),
    ...(block.hi === null ? { end: true } : {}),
  };
}
