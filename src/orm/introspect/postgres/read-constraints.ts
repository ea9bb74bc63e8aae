import { byName } from "../by-name.ts";
import type { CheckShape, ForeignKeyShape, ReferenceActionShape, TableShape, UniqueShape } from "../database-shape.ts";

/** The constraints of one table. */
export interface Constraints extends Pick<TableShape, "primaryKey" | "uniques" | "foreignKeys" | "checks"> {
  /** Exclusion constraints, as the database says them. */
  readonly exclusions: readonly string[];
}

const actions: Readonly<Record<string, ReferenceActionShape>> = {
  a: "no action",
  r: "restrict",
  c: "cascade",
  n: "set null",
  d: "set default",
};

/** Reads the constraints of a table. A name as the server makes it up by itself is left out. */
export function readConstraints(table: string, rows: readonly (readonly unknown[])[]): Constraints {
  let primaryKey: readonly string[] = [];
  const uniques: UniqueShape[] = [];
  const foreignKeys: ForeignKeyShape[] = [];
  const checks: CheckShape[] = [];
  const exclusions: string[] = [];
  for (const [given, type, keys, target, targetKeys, onDelete, onUpdate, condition, definition] of rows) {
    const columns = namesOf(keys);
    const name = ownName(String(given), table, columns);
    if (type === "p") primaryKey = columns;
    else if (type === "u") uniques.push({ name, columns });
    else if (type === "c") checks.push({ name, condition: String(condition) });
    else if (type === "x") exclusions.push(String(definition).toLowerCase());
    else
      foreignKeys.push({
        name,
        columns,
        table: String(target),
        targets: namesOf(targetKeys),
        onDelete: actions[String(onDelete)] ?? "no action",
        onUpdate: actions[String(onUpdate)] ?? "no action",
      });
  }
  return {
    primaryKey,
    uniques: byName(uniques),
    foreignKeys: byName(foreignKeys),
    checks: byName(checks),
    exclusions,
  };
}

function namesOf(json: unknown): readonly string[] {
  const names: readonly string[] = typeof json === "string" ? JSON.parse(json) : [];
  return names;
}

/** `orders_total_check`, `orders_a_b_key1`: what the server calls a constraint without a name; it cuts long ones. */
function ownName(name: string, table: string, columns: readonly string[]): string | undefined {
  const stem = /^(.*)_(?:key|fkey|check|pkey)\d*$/.exec(name)?.[1];
  if (stem === undefined) return name;
  const made = [table, ...columns].join("_");
  return stem === made || stem === table || (name.length >= 60 && stem.startsWith(table.slice(0, 20)))
    ? undefined
    : name;
}
