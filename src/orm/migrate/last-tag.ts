import type { AppliedMigration } from "./migration-status.ts";

/** The last migration of the app that a database has applied; undefined where there is none. */
export function lastTag(journal: readonly AppliedMigration[]): string | undefined {
  return journal
    .filter(({ origin }) => origin === "app")
    .map(({ tag }) => tag)
    .toSorted()
    .at(-1);
}
