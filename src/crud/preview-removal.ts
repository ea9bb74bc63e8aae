import type { StoredValues } from "../framework/ports/change-feed.ts";
import type { Database } from "../orm/database.ts";
import { relatedCounts, type RelatedRows } from "../orm/records/related-counts.ts";
import type { RelatedCount, RemovalPreview } from "../protocol/crud.ts";
import { modelWords } from "./model-words.ts";
import { shownRecords, type RowWriter } from "./write-rows.ts";

/** Says what deleting rows would do: how many are there, how many of other tables go with them or keep them. */
export async function previewRemoval(
  db: Database,
  writer: RowWriter,
  keys: readonly StoredValues[],
): Promise<RemovalPreview> {
  const rows = await shownRecords(db, writer, keys);
  const related = await relatedCounts(db, writer.table, rows);
  const of = (what: RelatedRows["what"]): readonly RelatedCount[] =>
    related
      .filter((one) => one.what === what)
      .map(({ table, count }) => ({ model: table, ...modelWords(table), count }));
  return { rows: rows.length, goesWith: of("goes"), keptBy: of("keeps") };
}
