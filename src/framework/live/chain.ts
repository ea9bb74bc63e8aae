import type { LiveRow, LiveRows, Tuple } from "../ports/live-source.ts";
import type { Block } from "./block.ts";
import type { BlockStore } from "./block-store.ts";
import type { LiveHost } from "./live-host.ts";
import type { Pin } from "./pin.ts";

/** A store of blocks and the rows that it is filled from. */
export interface BlockSource {
  readonly rows: LiveRows;
  readonly store: BlockStore;
  readonly host: LiveHost;
  readonly pin: Pin;
}

/** Blocks of one run, at least as many rows as wanted where there are so many. */
export async function chainAfter(source: BlockSource, lo: Tuple | null, want: number): Promise<readonly Block[]> {
  const { store, rows, host } = source;
  const chain: Block[] = [];
  let from = lo;
  for (let held = 0; held < want;) {
    const living = store.list.startingAt(from);
    const found = living ? [living] : await readBlocks(want - held);
    source.pin.hold(found);
    for (const block of found) held += block.rows.length;
    chain.push(...found);
    from = found.at(-1)?.hi ?? null;
    if (from === null) break;
  }
  return chain;

  async function readBlocks(missing: number): Promise<readonly Block[]> {
    const until = store.list.nextAfter(from)?.lo ?? null;
    // Whole blocks, so that neighbours who scroll here later find them.
    const ask = Math.ceil(missing / host.limits.blockRows) * host.limits.blockRows;
    const read = await rows.read({ from, until }, ask + 1);
    const cut = read[ask];
    return cut ? toBlocks(source, read.slice(0, ask), from, cut.tuple) : toBlocks(source, read, from, until);
  }
}

/** Blocks of one run that ends right before `hi`, in order. */
export async function chainBefore(source: BlockSource, hi: Tuple | null, want: number): Promise<readonly Block[]> {
  const { store, rows, host } = source;
  const chain: Block[] = [];
  let until = hi;
  for (let held = 0; held < want && until !== null;) {
    const living = store.list.endingAt(until);
    const found: readonly Block[] = living ? [living] : await readBlocks(until, want - held);
    source.pin.hold(found);
    for (const block of found) held += block.rows.length;
    chain.unshift(...found);
    until = found[0]?.lo ?? null;
  }
  return chain;

  async function readBlocks(end: Tuple, missing: number): Promise<readonly Block[]> {
    const from = store.list.lastBefore(end)?.hi ?? null;
    const ask = Math.ceil(missing / host.limits.blockRows) * host.limits.blockRows;
    const read = await rows.readLast({ from, until: end }, ask + 1);
    const whole = read.length > ask;
    const kept = whole ? read.slice(1) : read;
    return toBlocks(source, kept, whole ? (kept[0]?.tuple ?? from) : from, end);
  }
}

/** Cuts rows that fill `[lo, hi)` into blocks. */
function toBlocks(source: BlockSource, rows: readonly LiveRow[], lo: Tuple | null, hi: Tuple | null): readonly Block[] {
  const { store, host } = source;
  const blocks: Block[] = [];
  const size = host.limits.blockRows;
  for (let start = 0; start === 0 || start < rows.length; start += size) {
    const first = start === 0 ? lo : (rows[start]?.tuple ?? lo);
    const last = rows[start + size]?.tuple ?? hi;
    blocks.push(store.add(host.nextBlockId(), { lo: first, hi: last }, rows.slice(start, start + size)));
  }
  return blocks;
}
