// Brings living blocks up to date: by the keys of changed rows, or by running the blocks again where those are not known.
import type { StoredValues } from "../ports/change-feed.ts";
import type { LiveRow, RowId, Tuple } from "../ports/live-source.ts";
import type { Block, BlockRow } from "./block.ts";
import { BlockEdits } from "./block-edits.ts";
import type { BlockStore } from "./block-store.ts";
import type { LivingRows } from "./living-rows.ts";
import type { Position } from "./position.ts";

/** A live query with its blocks. */
export interface LivingBlocks extends LivingRows {
  readonly store: BlockStore;
  readonly position: Position;
  /** A commit came while blocks were read: they may hold more than what was looked at. */
  isAhead: boolean;
}

type Changed = ReadonlyMap<RowId, StoredValues | null | undefined>;

/** Reads again while commits come in between; then what came waits for the next tick. */
const maxRounds = 5;
/** A block that grew to this many times its limit in one tick is not pushed: whoever sees it asks anew. */
const overgrown = 3;

/** One statement for all changed rows, whoever watches; work only for the blocks that they touch. */
export async function applyChanges(query: LivingBlocks, changed: Changed): Promise<void> {
  let all = changed;
  let rows = await query.rows.byIds(Array.from(all.keys()));
  for (let round = 1; !query.pending.isEmpty && !query.pending.isUnknown && round < maxRounds; round++) {
    all = query.pending.mergeInto(all);
    rows = await query.rows.byIds(Array.from(all.keys()));
  }
  const isAhead = query.isAhead;
  query.isAhead = !query.pending.isEmpty;
  const places = query.position.isKept ? await placesBefore(query, all, isAhead) : undefined;
  const now = new Map<RowId, LiveRow>();
  for (const row of rows) now.set(row.id, row);
  const edits = new BlockEdits(query.store, query.host.limits.maxBlockRows);
  for (const id of all.keys()) {
    const row = now.get(id) ?? null;
    const wasShownAt = edits.apply(id, row);
    if (places) query.position.moved(places.has(id) ? places.get(id) : wasShownAt, row?.tuple ?? null);
  }
  finish(query, edits);
}

/** Runs each living block again and compares. */
export async function rerunBlocks(query: LivingBlocks): Promise<void> {
  const edits = new BlockEdits(query.store, query.host.limits.maxBlockRows);
  const limit = query.host.limits.maxBlockRows * overgrown;
  const missing: { readonly block: Block; readonly row: BlockRow }[] = [];
  const found = new Map<RowId, { block: Block; row: LiveRow }>();
  const seen = new Set<Block>();
  for (const block of Array.from(query.store.list.all)) {
    const rows = await query.rows.read({ from: block.lo, until: block.hi }, limit + 1);
    if (rows.length > limit) {
      abandon(query, block);
      continue;
    }
    seen.add(block);
    const ids = new Set(rows.map((row) => row.id));
    for (const row of block.rows) if (!ids.has(row.id)) missing.push({ block, row });
    for (const row of rows) found.set(row.id, { block, row });
  }
  const elsewhere = new Set<RowId>();
  const unseen = missing.map(({ row }) => row.id).filter((id) => !found.has(id));
  if (unseen.length > 0) for (const row of await query.rows.byIds(unseen)) elsewhere.add(row.id);
  for (const { block, row } of missing) {
    // A block that ended meanwhile has let go of its rows already.
    if (seen.has(block) && query.store.isLiving(block))
      edits.remove(block, row, found.has(row.id) || elsewhere.has(row.id) ? "away" : "del");
  }
  for (const { block, row } of found.values()) place(query, edits, block, row);
  query.isAhead = !query.pending.isEmpty;
  finish(query, edits);
}

function place(query: LivingBlocks, edits: BlockEdits, block: Block, row: LiveRow): void {
  if (!query.store.isLiving(block)) return;
  const held = query.store.blocksOf(row.id).flatMap((holder) => {
    const copy = holder.rows.find((other) => other.id === row.id);
    return copy ? [{ holder, copy }] : [];
  });
  const stays = held.find(({ holder, copy }) => holder === block && isSame(copy.tuple, row.tuple));
  if (stays) edits.change(block, stays.copy, row);
  const moved = stays ? undefined : query.store.toRow(row);
  // It stood in another block when that was read, and moved before this one was.
  for (const { holder, copy } of held) if (holder !== stays?.holder) edits.remove(holder, copy, "away");
  if (moved) edits.insert(block, moved);
}

function isSame(a: Tuple, b: Tuple): boolean {
  return a.every((value, index) => Object.is(value, b[index]));
}

function finish(query: LivingBlocks, edits: BlockEdits): void {
  const { host, store } = query;
  for (const block of edits.overgrown(host.limits.maxBlockRows * overgrown)) abandon(query, block);
  for (const { block, version, message } of edits.finish(host.nextBlockId)) {
    if (!store.isLiving(block)) continue;
    const frame = { text: JSON.stringify(message) };
    host.fanOut.push(block.watchers, (watcher) => watcher.receive(frame, block, version));
  }
}

function abandon(query: LivingBlocks, block: Block): void {
  for (const watcher of Array.from(block.watchers)) watcher.abandoned();
  if (query.store.isLiving(block)) query.store.remove(block);
}

/**
 * Where changed rows stood that are in no living block: null not in the result, undefined where nobody knows.
 *
 * @param isAhead blocks may hold rows that were written by what is looked at now: they say nothing of what was before
 */
async function placesBefore(
  query: LivingBlocks,
  changed: Changed,
  isAhead: boolean,
): Promise<ReadonlyMap<RowId, Tuple | null | undefined>> {
  const places = new Map<RowId, Tuple | null | undefined>();
  const ids: RowId[] = [];
  const pictures: StoredValues[] = [];
  for (const [id, before] of changed) {
    if (!isAhead && query.store.blocksOf(id).length > 0) continue;
    places.set(id, before === null ? null : undefined);
    if (before) {
      ids.push(id);
      pictures.push(before);
    }
  }
  const found = pictures.length > 0 ? await query.rows.places(pictures) : [];
  for (const [index, id] of ids.entries()) places.set(id, found[index]);
  return places;
}
