import type { Snapshot } from "./snapshot.ts";

/** A schema whose conditions name columns without their table: it is no other one where a table is renamed, or made under another name. */
export function normalSnapshot(schema: Snapshot): Snapshot {
  const next = structuredClone(schema);
  for (const { name, checkConstraints, checkConstraint } of Object.values(next.tables))
    for (const check of Object.values({ ...checkConstraints, ...checkConstraint }))
      check.value = check.value.replaceAll(`"${name}".`, "").replaceAll(`\`${name}\`.`, "");
  return next;
}
