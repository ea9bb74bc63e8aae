import type { Table } from "drizzle-orm";
import { integer } from "./columns/integer.ts";
import { longText } from "./columns/long-text.ts";
import { text } from "./columns/text.ts";
import { timestamp } from "./columns/timestamp.ts";
import { index } from "./constraints/index-on.ts";
import { primaryKey } from "./constraints/primary-key.ts";
import type { Constraint } from "./constraints/constraint.ts";
import { defineModel } from "./define-model.ts";
import type { DialectName } from "./dialects/dialect-name.ts";
import { tableFor } from "./table-for.ts";

/**
 * The ledger: one row for each numbered message that wrote to the database, in the same transaction. A row without an answer is
 * the start mark of an event with effects outside.
 */
const ledger = defineModel(
  "rx_events",
  {
    token: text({ max: 64 }).notNull(),
    id: integer().notNull(),
    answer: longText(),
    createdAt: timestamp().notNull(),
  },
  {
    ownByFramework: true,
    constraints: (t): readonly Constraint[] => [
      primaryKey({ columns: [t["token"], t["id"]].filter((column) => column !== undefined) }),
      index().on(...[t["createdAt"]].filter((column) => column !== undefined)),
    ],
  },
);

/** The framework's own tables in one dialect, by their names in code; their migrations are in `migrations/`. */
export function frameworkTables(dialect: DialectName): { readonly ledger: Table } {
  return { ledger: tableFor(ledger, dialect) };
}
