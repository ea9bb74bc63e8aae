import { id } from "./columns/id.ts";
import { longText } from "./columns/long-text.ts";
import { text } from "./columns/text.ts";
import { defineModel } from "./define-model.ts";

const columns = {
  id: id(),
  /** Which process it was. */
  origin: text({ max: 32 }).notNull(),
  /** What the others are told, as `writeNotice` says it. */
  notice: longText({ max: 16 * 1024 }).notNull(),
};

/**
 * The change log: one row for each commit, written in its transaction, so that other processes hear of it and of nothing that was
 * rolled back. The newest 10,000 are kept. PostgreSQL needs none: it tells by itself.
 */
export const changeLog = defineModel("rx_changes", columns, { ownByFramework: true });
