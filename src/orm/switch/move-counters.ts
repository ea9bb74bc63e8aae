import type { DatabaseHandle } from "../session/database-handle.ts";
import type { CopyConnection } from "./copy-connection.ts";
import type { ModelTable } from "./model-table.ts";
import { quoted } from "./sql-text.ts";

/** The last number that a table has given to a row, be it deleted since; 0: none. */
export async function readCounter(source: DatabaseHandle, table: ModelTable): Promise<number> {
  const counted = table.columns.find(({ column, name }) => table.key[0] === name && isCounted(table, column.name));
  if (!counted) return 0;
  const [[greatest] = []] = await source.rows(`select max(${quoted(counted.name)}) from ${quoted(table.name)}`, []);
  return Math.max(Number(greatest ?? 0), await givenOut(source, table.name, counted.name));
}

/** Makes the next number of a table the one behind `last`. */
export async function moveCounter(target: CopyConnection, table: ModelTable, last: number): Promise<void> {
  const [key] = table.key;
  if (key === undefined || last < 1 || !isCounted(table, key)) return;
  const name = quoted(table.name);
  switch (target.dialect) {
    case "sqlite":
      await target.run("delete from sqlite_sequence where name = ?", [table.name]);
      await target.run("insert into sqlite_sequence (name, seq) values (?, ?)", [table.name, last]);
      return;
    case "postgres":
      await target.rows("select setval(pg_get_serial_sequence($1, $2)::regclass, $3)", [name, key, last]);
      return;
    case "mysql":
      await target.run(`alter table ${name} auto_increment = ${last + 1}`);
  }
}

function isCounted(table: ModelTable, name: string): boolean {
  return table.columns.some((column) => column.name === name && table.model.columns.get(column.key)?.kind === "id");
}

async function givenOut(source: DatabaseHandle, table: string, column: string): Promise<number> {
  const read = async (text: string, params: readonly unknown[]): Promise<number> => {
    const [[value] = []] = await source.rows(text, params);
    return Number(value ?? 0);
  };
  switch (source.dialect) {
    case "sqlite": {
      const counts = await read("select count(*) from sqlite_master where name = 'sqlite_sequence'", []);
      return counts === 0 ? 0 : read("select seq from sqlite_sequence where name = ?", [table]);
    }
    case "postgres":
      return read(
        "select pg_sequence_last_value(s.name) from (select pg_get_serial_sequence($1, $2)::regclass as name) s where s.name is not null",
        [quoted(table), column],
      );
    case "mysql":
      return (
        (await read(
          "select coalesce(auto_increment, 1) from information_schema.tables where table_schema = database() and table_name = ?",
          [table],
        )) - 1
      );
  }
}
