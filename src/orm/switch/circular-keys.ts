import type { DatabaseShape } from "../introspect/database-shape.ts";
import { reachability } from "../pull/order-tables.ts";
import type { CopyConnection } from "./copy-connection.ts";
import { quoted } from "./sql-text.ts";
import type { SwitchState } from "./switch-state.ts";

/** A foreign key that is taken away and put back. */
interface LoosenedKey {
  readonly table: string;
  readonly name: string;
  /** What stands behind ADD CONSTRAINT and the name. */
  readonly definition: string;
}

const note = "loosened keys";

/**
 * Takes away the foreign keys that lead in a circle, a table's to itself too: no order of rows would keep them. What they were is
 * noted first. SQLite has its references switched off instead.
 */
export async function loosenKeys(target: CopyConnection, shape: DatabaseShape, state: SwitchState): Promise<void> {
  if (target.dialect === "sqlite") return;
  const leadsTo = reachability(shape.tables);
  const known: readonly LoosenedKey[] = JSON.parse((await state.read(note)) ?? "[]");
  const found = (await keysOf(target)).filter(({ table, to }) => leadsTo(to, table));
  const all = new Map(
    [...known, ...found].map(({ table, name, definition }) => [`${table} ${name}`, { table, name, definition }]),
  );
  await state.write(note, JSON.stringify([...all.values()]));
  const drop = target.dialect === "mysql" ? "foreign key" : "constraint";
  for (const { table, name } of found) await target.run(`alter table ${quoted(table)} drop ${drop} ${quoted(name)}`);
}

/** Puts them back, which the database takes only where every row holds to them. */
export async function fastenKeys(target: CopyConnection, state: SwitchState): Promise<void> {
  if (target.dialect === "sqlite") return;
  const keys: readonly LoosenedKey[] = JSON.parse((await state.read(note)) ?? "[]");
  const present = new Set((await keysOf(target)).map(({ table, name }) => `${table} ${name}`));
  for (const { table, name, definition } of keys)
    if (!present.has(`${table} ${name}`))
      await target.run(`alter table ${quoted(table)} add constraint ${quoted(name)} ${definition}`);
}

async function keysOf(target: CopyConnection): Promise<readonly (LoosenedKey & { readonly to: string })[]> {
  const rows = await target.rows(target.dialect === "postgres" ? postgresKeys : mysqlKeys);
  return rows.map(([table, name, to, definition]) => ({
    table: String(table),
    name: String(name),
    to: String(to),
    definition: String(definition),
  }));
}

const postgresKeys = `select c.relname::text, n.conname::text, f.relname::text, pg_catalog.pg_get_constraintdef(n.oid)
  from pg_catalog.pg_constraint n join pg_catalog.pg_class c on c.oid = n.conrelid join pg_catalog.pg_class f on f.oid = n.confrelid
  join pg_catalog.pg_namespace s on s.oid = c.relnamespace where n.contype = 'f' and s.nspname = current_schema() and n.conparentid = 0`;

const mysqlKeys = `select k.table_name, k.constraint_name, k.referenced_table_name,
    concat('foreign key (', group_concat(concat('"', k.column_name, '"') order by k.ordinal_position separator ', '), ') references "', k.referenced_table_name, '" (',
      group_concat(concat('"', k.referenced_column_name, '"') order by k.ordinal_position separator ', '), ') on delete ', min(r.delete_rule), ' on update ', min(r.update_rule))
  from information_schema.key_column_usage k join information_schema.referential_constraints r
    on r.constraint_schema = k.constraint_schema and r.constraint_name = k.constraint_name and r.table_name = k.table_name
  where k.table_schema = database() and k.referenced_table_name is not null group by k.table_name, k.constraint_name, k.referenced_table_name`;
