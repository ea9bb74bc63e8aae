import { RxError } from "../../errors/rx-error.ts";
import type { BlockId, PageAt, RowKey } from "../../protocol/rows.ts";
import type { RowId } from "../ports/live-source.ts";
import type { Block } from "./block.ts";
import type { PagePlace } from "./live-query.ts";

/**
 * Where a page begins, with the blocks and rows behind the numbers that the browser named. `gone`: the block is not watched any more.
 *
 * @throws RxError ROW_NOT_SHOWN for a key that the session was never shown.
 */
export function toPlace(
  at: PageAt | undefined,
  known: {
    readonly block: (id: BlockId) => Block | undefined;
    readonly row: (key: RowKey) => RowId | undefined;
  },
): PagePlace | "gone" {
  if (at === undefined) return { type: "top" };
  if ("index" in at && !("keys" in at)) return { type: "index", index: at.index };
  if ("keys" in at) {
    const ids = at.keys.map((key) => {
      const id = known.row(key);
      if (id === undefined) throw new RxError("ROW_NOT_SHOWN", { key });
      return id;
    });
    return { type: "ids", ids, index: at.index };
  }
  const block = known.block("after" in at ? at.after : at.before);
  return block ? { type: "after" in at ? "after" : "before", block } : "gone";
}
