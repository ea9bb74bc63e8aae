import { RxError } from "../../errors/rx-error.ts";
import type { PageAt, RowsMessage, WireBlock } from "../../protocol/rows.ts";
import type { LiveRows } from "../ports/live-source.ts";
import type { Block } from "./block.ts";
import type { LiveQuery, Page, PagePlace } from "./live-query.ts";
import type { LiveSession } from "./live-session.ts";
import { toPlace } from "./to-place.ts";
import { toWireBlock } from "./to-wire-block.ts";
import type { View } from "./view.ts";

/** One page of a view, asked for by the browser (id) or by ourselves (0). */
export interface PageJob {
  readonly view: View;
  readonly id: number;
  readonly at: PageAt | undefined;
  readonly want: number;
}

/** Reads a page and sends it; the view watches its blocks from then on. Throws what refuses it. */
export async function runPage(session: LiveSession, job: PageJob): Promise<void> {
  const { view } = job;
  const { registry, source } = session.options;
  const current = session.session.current(view.state, view.name);
  if (!current) throw new RxError("ROWS_UNKNOWN", { found: `${view.state}.${view.name}` });
  if (view.isClosed) return;
  const rows = open(session, job, current.value);
  const { filter, search } = view;
  const place = toPlace(job.at, {
    block: (id) => view.block(id),
    row: (key) => session.idOf(view.state, view.name, key),
  });
  const keys = session.shownKeys(view.state, view.name, rows.keySpace);
  const name = `${view.state}\0${view.name}`;
  const query = registry.enter(name, rows, view, keys.ring);
  view.reading = { query, asked: view.asked };
  try {
    if (place === "gone" || ("block" in place && view.query !== query)) {
      session.send({ t: "rows", type: "gone", id: job.id, view: view.number });
      return;
    }
    if (!rows.compare && !("block" in place)) view.dropAll();
    await query.page(place, job.want, (page) => answer(page, place));
    query.position.ensureTotal();
  } finally {
    view.reading = undefined;
    if (view.query !== query) registry.leave(query, view);
  }

  function answer(page: Page, from: PagePlace): void {
    // The tab went away meanwhile, or its query changed: it asks anew, or is paged anew.
    if (view.isClosed || query.isEnded || !session.session.link()) return;
    if (session.session.current(view.state, view.name)?.r !== current?.r) return;
    registry.host.fanOut.settle(session.views);
    const blocks = take(page.blocks, from);
    const before = view.query;
    // The rows of the blocks that go are numbered by the ring of the query that they belong to.
    const where = from.type === "after" ? "behind" : from.type === "before" ? "before" : "instead";
    if (where === "instead" && before !== query) view.dropAll();
    view.keys = keys;
    // Before the query without filter is left: its total stays known.
    const everything = watchEverything();
    view.hold(query, blocks, where);
    if (before && before !== query) registry.leave(before, view);
    session.send(toMessage(query, page, blocks, everything));
    everything?.position.ensureTotal();
  }

  /** Where a filter or search leaves out rows: the query of all of them, kept up for its total alone. */
  function watchEverything(): LiveQuery | undefined {
    const before = view.everything;
    const all = filter || search ? source.open(current?.value, { sort: [], filter: null, search: "" }) : undefined;
    view.everything = all && registry.enter(name, all, view.totalWatcher, keys.ring);
    if (before && before !== view.everything) registry.leave(before, view.totalWatcher);
    return view.everything;
  }

  /** Blocks that the view does not have, as far as it may have more. */
  function take(blocks: readonly Block[], from: PagePlace): readonly Block[] {
    const isMore = from.type === "after" || from.type === "before";
    const held = isMore ? view.blocks : [];
    const fresh = blocks.filter((block) => !held.includes(block));
    const { maxWindowRows, maxWatchedBlocks } = registry.host.limits;
    let count = isMore ? view.rowCount : 0;
    const taken: Block[] = [];
    for (const block of from.type === "before" ? fresh.toReversed() : fresh) {
      count += block.rows.length;
      // Short blocks, where others' views begin and end, count for less: the rows are what is bounded.
      if (count > maxWindowRows || held.length + taken.length >= 4 * maxWatchedBlocks) break;
      if (from.type === "before") taken.unshift(block);
      else taken.push(block);
    }
    if (taken.length === 0 && fresh.length > 0) throw new RxError("WINDOW_TOO_LARGE", { limit: maxWindowRows });
    return taken;
  }

  function toMessage(
    of: LiveQuery,
    page: Page,
    blocks: readonly Block[],
    everything: LiveQuery | undefined,
  ): RowsMessage {
    const width = rows.width;
    const wire: readonly WireBlock[] = blocks.map((block) => toWireBlock(block, width));
    const total = of.position.total;
    const all = everything ? everything.position.total : total;
    return {
      t: "rows",
      type: "page",
      id: job.id,
      view: view.number,
      r: current?.r ?? 0,
      q: of.q,
      total,
      ...(all ? { all } : {}),
      ...(everything ? { allQ: everything.q } : {}),
      first: page.first,
      ...(page.isAbout ? { firstIs: "about" } : {}),
      ...(page.hit === undefined ? {} : { hit: page.hit }),
      blocks: wire,
    };
  }
}

/** The rows of a view; where its own query changed, a sort or filter that does not fit the new one goes. */
function open(session: LiveSession, { view, id }: PageJob, value: unknown): LiveRows {
  const { source } = session.options;
  const { sort, filter, search } = view;
  try {
    return source.open(value, { sort, filter, search });
  } catch (error) {
    if (id !== 0 || !(error instanceof RxError)) throw error;
    view.sort = [];
    view.filter = null;
    return source.open(value, { sort: [], filter: null, search });
  }
}
