import type { ColumnChange } from "../column-change.ts";
import { quoteName } from "../quote-name.ts";

/**
 * Type, default and NOT NULL, in this order: an old default that does not become one of the new type would stand in the way, and
 * so would rows without a value.
 */
export async function changeColumn({ schema, table, before, after, fill }: ColumnChange): Promise<readonly string[]> {
  const name = quoteName("postgres", after.name);
  const alter = (what: string): string =>
    `ALTER TABLE ${quoteName("postgres", schema.tables[table]?.name ?? table)} ALTER COLUMN ${name} ${what};`;
  const newType = before.type !== after.type;
  const newDefault = newType || before.default !== after.default;
  return [
    ...(newDefault && before.default !== undefined ? [alter("DROP DEFAULT")] : []),
    ...(newType ? [alter(`SET DATA TYPE ${after.type} USING ${name}::${after.type}`)] : []),
    ...(newDefault && after.default !== undefined ? [alter(`SET DEFAULT ${String(after.default)}`)] : []),
    ...(fill === undefined ? [] : [fill]),
    ...(before.notNull === after.notNull ? [] : [alter(after.notNull ? "SET NOT NULL" : "DROP NOT NULL")]),
  ];
}
