import { eq } from "drizzle-orm";
import { db } from "../../src/orm/db.ts";
import type { DatabaseHandle } from "../../src/orm/session/database-handle.ts";
import { orders } from "../window-parts/big-database.ts";
import { createBenchRows, Scroller } from "../window-parts/scroller.ts";

const depths = 100;
/** Rows from the first of one view to the first of the next; 300 of them are watched. */
const distance = 990;

/** What each of some writes cost. */
export interface WriteCosts {
  readonly statements: readonly number[];
  /** Pushes that were encoded for it. */
  readonly frames: readonly number[];
}

/** Writes to rows that a view shows, and to rows between the views. */
export interface DepthCosts {
  readonly watched: WriteCosts;
  readonly unwatched: WriteCosts;
}

/** Views at 100 places, 300 blocks: what one write costs, counted. */
export async function atManyDepths(
  handle: DatabaseHandle,
  counter: { statements: number },
  writes: number,
): Promise<DepthCosts> {
  const rows = createBenchRows(handle);
  const views: Scroller[] = [];
  const blocks = new Set<number>();
  for (let index = 0; index < depths; index++) {
    const view = new Scroller(rows, orders);
    const { page } = await view.ask({ want: 300, at: { index: index * distance } });
    for (const { b } of page.blocks) blocks.add(b);
    views.push(view);
  }
  if (blocks.size !== 3 * depths) throw new RangeError(`expected ${3 * depths} blocks, found ${blocks.size}`);
  // Totals and the skeleton are made beside: until nothing is read any more.
  for (let before = -1; before !== counter.statements; await turns()) {
    before = counter.statements;
    await turns();
  }
  const cost = async (offset: number): Promise<WriteCosts> => {
    const costs = { statements: [] as number[], frames: [] as number[] };
    for (let at = 0; at < writes; at++) {
      counter.statements = 0;
      for (const view of views) view.shared.length = 0;
      const id = 1 + ((at * 37) % depths) * distance + offset;
      await db
        .update(orders)
        .set({ note: `written at ${offset}, ${at}` })
        .where(eq(orders.id, id));
      // Both are looked at by key: then the write was seen, and what follows of it comes within some turns.
      for (let tries = 0; counter.statements === 0; tries++) {
        if (tries === 1_000) throw new RangeError("expected a statement after a write, found none");
        await turns();
      }
      await turns();
      costs.statements.push(counter.statements);
      // A total of what was counted before may leave meanwhile.
      const pushes = views.flatMap(({ shared }) => shared).filter(({ text }) => text.includes('"type":"push"'));
      costs.frames.push(new Set(pushes).size);
    }
    return costs;
  };
  const result = { watched: await cost(5), unwatched: await cost(800) };
  for (const view of views) view.close();
  rows.close();
  const told = result.watched.frames.reduce((sum, frames) => sum + frames, 0);
  if (told < writes)
    throw new RangeError(`expected a frame for each of ${writes} writes to a shown row, found ${told}`);
  return result;
}

/** Some turns of the loop. */
async function turns(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 20));
  for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve));
}
