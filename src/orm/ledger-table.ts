import { integer } from "./columns/integer.ts";
import { longText } from "./columns/long-text.ts";
import { text } from "./columns/text.ts";
import { timestamp } from "./columns/timestamp.ts";
import { index } from "./constraints/index-on.ts";
import { primaryKey } from "./constraints/primary-key.ts";
import { defineModel, type Model } from "./define-model.ts";

const columns = {
  token: text({ max: 64 }).notNull(),
  id: integer().notNull(),
  // An answer may carry a whole State's worth of values.
  answer: longText({ max: 16 * 1024 * 1024 }),
  createdAt: timestamp().notNull(),
};

/**
 * The ledger: one row for each numbered message that wrote to the database, in the same transaction. A row without an answer is
 * the start mark of an event with effects outside.
 */
export const ledger = defineModel("rx_events", columns, {
  ownByFramework: true,
  constraints: (t) => {
    const { token, id, createdAt } = t as unknown as Ledger; // as: its own columns, of the dialect that is being made
    return [primaryKey({ columns: [token, id] }), index().on(createdAt)];
  },
}).proxy as unknown as Ledger; // as: the real table has these columns

type Ledger = Model<"rx_events", typeof columns>;
