import type { CommittedChange, KeyValues } from "../../framework/ports/change-feed.ts";
import { encodeValue } from "../../protocol/values.ts";

/** Most bytes of a notice: PostgreSQL takes fewer than 8,000. */
const maxNoticeBytes = 7_900;

/** One table in a notice: its name, keys of its rows where they are known, columns of an update. */
export type NoticeTable = readonly [table: string, keys?: readonly KeyValues[] | null, columns?: readonly string[]];

/** What one process tells the others of a commit. */
export interface Notice {
  /** Which process it was; none: a trigger, on behalf of some other program. */
  readonly from?: string;
  readonly tables: readonly NoticeTable[];
}

/**
 * What others are told of a commit, as text: tables with the keys of their rows as long as these are few, else the tables alone.
 *
 * @param from the one who tells, so that it knows its own notices again
 */
export function writeNotice(from: string, changes: readonly CommittedChange[]): string {
  const tables = changes.map(toTable);
  let text = textOf(from, tables);
  while (Buffer.byteLength(text) > maxNoticeBytes) {
    const longest = longestOf(tables);
    if (longest < 0) return textOf(from, [["*"]]);
    tables[longest] = [tables[longest]?.[0] ?? "*"];
    text = textOf(from, tables);
  }
  return text;
}

function textOf(from: string, tables: readonly NoticeTable[]): string {
  const notice: Notice = { from, tables };
  return JSON.stringify(notice);
}

function toTable({ table, keys, columns }: CommittedChange): NoticeTable {
  const coded = keys === "unknown" ? null : keys.map((key) => key.map((value) => encodeValue(value)));
  if (columns) return [table, coded, columns];
  return coded ? [table, coded] : [table];
}

/** The table that takes most room, of those of which more than the name is told. */
function longestOf(tables: readonly NoticeTable[]): number {
  let found = -1;
  let most = 0;
  for (const [at, table] of tables.entries()) {
    const size = table.length > 1 ? JSON.stringify(table).length : 0;
    if (size <= most) continue;
    most = size;
    found = at;
  }
  return found;
}
