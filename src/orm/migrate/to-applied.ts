import { RxError } from "../../errors/rx-error.ts";
import type { AppliedMigration } from "./migration-status.ts";
import { origins } from "./migration-target.ts";

/** A row of the journal: origin, tag, checksum, time, number of statements. */
export function toApplied([origin, tag, checksum, appliedAt, steps]: readonly unknown[]): AppliedMigration {
  const known = origins.find((name) => name === origin);
  if (known === undefined) throw new RxError("MIGRATION_JOURNAL_UNKNOWN", { found: JSON.stringify(origin) });
  return {
    origin: known,
    tag: String(tag),
    checksum: String(checksum),
    appliedAt: new Date(String(appliedAt)),
    steps: Number(steps),
  };
}
