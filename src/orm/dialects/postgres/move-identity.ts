import { getTableName, type Table } from "drizzle-orm";
import { keyColumns } from "../../values/key-columns.ts";
import type { RemoteClient } from "../remote/remote-pool.ts";

/**
 * After rows were inserted with keys of their own, moves the counter on behind the greatest, as the other databases do by themselves. It
 * never goes back.
 */
export async function moveIdentity(client: Pick<RemoteClient, "run">, table: Table): Promise<void> {
  const [key] = keyColumns(table);
  if (!key) return;
  const [tableName, column] = [quoted(getTableName(table)), key.name];
  await client.run({
    text: `select setval(s.name, greatest(coalesce(pg_sequence_last_value(s.name), 0), (select max(${quoted(column)}) from ${tableName}), 1))
      from (select pg_get_serial_sequence($1, $2)::regclass as name) s where s.name is not null`,
    params: [tableName, column],
    asArrays: true,
  });
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
