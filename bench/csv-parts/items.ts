import { boolean } from "../../src/orm/columns/boolean.ts";
import { decimal } from "../../src/orm/columns/decimal.ts";
import { id } from "../../src/orm/columns/id.ts";
import { integer } from "../../src/orm/columns/integer.ts";
import { text } from "../../src/orm/columns/text.ts";
import { timestamp } from "../../src/orm/columns/timestamp.ts";
import { model } from "../../src/orm/define-model.ts";

/** What is written out and read in. */
export const items = model("bench_items", {
  id: id(),
  title: text().notNull(),
  stock: integer().notNull(),
  sold: boolean().notNull(),
  price: decimal({ precision: 12, scale: 2 }).notNull(),
  seenAt: timestamp().notNull(),
  note: text(),
});

/** Its columns in the database, in their order. */
export const columnNames = ["id", "title", "stock", "sold", "price", "seen_at", "note"];
