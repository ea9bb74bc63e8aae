import { quoteName } from "../quote-name.ts";
import { readMigrations } from "../read-migrations.ts";

/** The way there and the way back. */
export interface WatchStatements {
  readonly up: readonly string[];
  readonly down: readonly string[];
}

/** A connection of the app says that it tells by itself, with the keys besides. */
const tellFunction = `CREATE OR REPLACE FUNCTION rx_tell() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF coalesce(current_setting('rx.tells', true), '') = '' THEN
    PERFORM pg_notify('rx_changes', json_build_object('tables', json_build_array(json_build_array(TG_TABLE_NAME)))::text);
  END IF;
  RETURN NULL;
END $$;`;

/**
 * Statements by which PostgreSQL tells the app of writes by other programs, for those of the tables that have none yet by the
 * migrations in the folder. All triggers of a table are one, called once for each statement that writes to it.
 *
 * @param folder of the migrations of PostgreSQL
 * @param tables their names in the database
 */
export function watchTables(folder: string, tables: readonly string[]): WatchStatements {
  const before = readMigrations(folder).flatMap(({ statements }) => statements);
  const watched = watchedBy(before);
  const missing = tables.filter((table) => !watched.has(table)).map((table) => quoteName("postgres", table));
  if (missing.length === 0) return { up: [], down: [] };
  const isFirst = !before.includes(tellFunction);
  return {
    up: [
      ...(isFirst ? [tellFunction] : []),
      ...missing.map(
        (table) =>
          `CREATE OR REPLACE TRIGGER "rx_tell" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION rx_tell();`,
      ),
    ],
    down: [
      ...missing.map((table) => `DROP TRIGGER "rx_tell" ON ${table};`),
      ...(isFirst ? ["DROP FUNCTION rx_tell();"] : []),
    ],
  };
}

/** A trigger goes with its table, and stays with one that gets another name. */
function watchedBy(statements: readonly string[]): ReadonlySet<string> {
  const watched = new Set<string>();
  for (const text of statements) {
    const [, made] = /^CREATE OR REPLACE TRIGGER "rx_tell" .* ON "([^"]+)"/.exec(text) ?? [];
    const [, dropped] = /^DROP TABLE "([^"]+)"/i.exec(text) ?? [];
    const [, from, to] = /^ALTER TABLE "([^"]+)" RENAME TO "([^"]+)"/i.exec(text) ?? [];
    if (made !== undefined) watched.add(made);
    if (dropped !== undefined) watched.delete(dropped);
    if (from !== undefined && to !== undefined && watched.delete(from)) watched.add(to);
  }
  return watched;
}
