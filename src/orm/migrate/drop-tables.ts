import { introspect } from "../introspect/introspect.ts";
import type { CopyConnection } from "../switch/copy-connection.ts";
import { quoted } from "../switch/sql-text.ts";

/**
 * Drops tables with all that is in them, and the framework's own with them: afterwards the database was never migrated. Other tables
 * stay, without references to these.
 *
 * @returns the names of what was dropped, without the framework's own
 */
export async function dropTables(connection: CopyConnection, names: ReadonlySet<string>): Promise<readonly string[]> {
  const { dialect } = connection;
  if (dialect === "sqlite")
    for (const [name] of await connection.rows(virtualTables))
      await connection.run(`drop table ${quoted(String(name))}`);
  const { tables } = await introspect(connection, { own: true });
  const found = tables.map(({ name }) => name).filter((name) => names.has(name) || name.startsWith("rx_"));
  if (dialect === "mysql") await connection.run("set foreign_key_checks = 0");
  for (const name of found)
    await connection.run(`drop table ${quoted(name)}${dialect === "postgres" ? " cascade" : ""}`);
  return found.filter((name) => !name.startsWith("rx_"));
}

// What the framework keeps for searching goes first: the tables behind it go with it.
const virtualTables = `select name from pragma_table_list where schema = 'main' and type = 'virtual' and name like 'rx!_%' escape '!'`;
