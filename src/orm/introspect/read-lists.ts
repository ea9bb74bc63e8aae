import type { ShapeReader } from "./shape-reader.ts";

/** Runs reads one after another, as a reader of one connection wants them. */
export async function readLists(reader: ShapeReader, texts: readonly string[]): Promise<readonly unknown[][][]> {
  const lists: unknown[][][] = [];
  for (const text of texts) lists.push(await reader.rows(text, []));
  return lists;
}
