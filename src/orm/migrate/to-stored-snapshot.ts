// SQLite calls several kinds by one type: a number, a boolean and a time are integers. Which of them a column is stands in `_meta`
// of the file, where drizzle-kit's own format has room for texts by names.
import type { Snapshot } from "./snapshot.ts";
import { withoutKinds } from "./without-kinds.ts";

/** A schema as it is kept in a file. */
export function toStoredSnapshot(schema: Snapshot): Snapshot {
  const next = withoutKinds(schema);
  const kinds = Object.values(schema.tables).flatMap(({ name: table, columns }) =>
    Object.values(columns).flatMap(({ name, kind }) => (kind === undefined ? [] : [[`${table}.${name}`, kind]])),
  );
  return kinds.length === 0 ? next : { ...next, _meta: { ...next._meta, columns: Object.fromEntries(kinds) } };
}
