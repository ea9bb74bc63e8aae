import { id } from "../../src/orm/columns/id.ts";
import { integer } from "../../src/orm/columns/integer.ts";
import { ref } from "../../src/orm/columns/ref.ts";
import { text } from "../../src/orm/columns/text.ts";
import { index } from "../../src/orm/constraints/index-on.ts";
import { model } from "../../src/orm/define-model.ts";

/** What parcels belong to. */
export const senders = model("process_senders", { id: id(), name: text().notNull() });

/** What the grids of several processes show. */
export const parcels = model(
  "process_parcels",
  {
    id: id(),
    title: text().notNull(),
    weight: integer(),
    note: text().notNull().default(""),
    senderId: ref(() => senders.id, { onDelete: "cascade" }).notNull(),
  },
  (t) => [index().on(t.weight)],
);
