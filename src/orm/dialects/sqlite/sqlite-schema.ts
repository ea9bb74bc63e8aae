import { Cascades } from "../../session/cascades.ts";
import type { NativeConnection } from "./native-connection.ts";

/** Which names are tables, and which tables a write reaches by cascading foreign keys; read from the database itself. */
export class SqliteSchema {
  readonly #connection: NativeConnection;
  #version: unknown;
  #tables = new Set<string>();
  /** Names seen in queries that are no tables: columns, aliases. */
  #others = new Set<string>();
  #cascades = new Cascades([]);
  /** Tables with a collation of their own. */
  #collated = new Set<string>();
  /** Tables with triggers or columns that are computed. */
  #busy = new Set<string>();

  constructor(connection: NativeConnection) {
    this.#connection = connection;
  }

  /** Those of the names that are tables. */
  tablesAmong(names: Iterable<string>): string[] {
    const found: string[] = [];
    for (const name of names) {
      if (!this.#tables.has(name) && !this.#others.has(name)) {
        this.refresh();
        if (!this.#tables.has(name)) this.#others.add(name);
      }
      if (this.#tables.has(name)) found.push(name);
    }
    return found;
  }

  /** Tables whose rows go or change with those of this one, at any distance. */
  reachedBy(table: string, write: "onDelete" | "onUpdate"): ReadonlySet<string> {
    this.refresh();
    return this.#cascades.reachedBy(table, write);
  }

  /** Are all texts of this table ordered by their bytes? Which of its columns are not is in its text alone. */
  ordersByBytes(table: string): boolean {
    if (!this.#tables.has(table)) this.refresh();
    return !this.#collated.has(table);
  }

  /** May an update of this table change more columns than it names? */
  changesMore(table: string): boolean {
    this.refresh();
    return this.#busy.has(table);
  }

  /** Reads the schema again where it has changed. */
  refresh(): void {
    const [[version] = []] = this.#connection.rows("pragma schema_version", []);
    if (version === this.#version) return;
    this.#version = version;
    this.#others = new Set();
    this.#tables = new Set(
      this.#connection
        .rows("select name from sqlite_master where type in ('table', 'view')", [])
        .map(([name]) => String(name)),
    );
    this.#cascades = new Cascades(this.#connection.rows(foreignKeys, []));
    const collated = "select name from sqlite_master where type = 'table' and sql like '%collate%'";
    this.#collated = new Set(this.#connection.rows(collated, []).map(([name]) => String(name)));
    this.#busy = new Set(this.#connection.rows(busy, []).map(([name]) => String(name)));
  }
}

const foreignKeys = `select m.name, f."table", f.on_delete, f.on_update
  from sqlite_master m, pragma_foreign_key_list(m.name) f where m.type = 'table'`;

const busy = `select tbl_name from sqlite_master where type = 'trigger' or (type = 'table' and (sql like '% as (%' or sql like '% as(%'))`;
