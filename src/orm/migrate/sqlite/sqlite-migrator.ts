import { RxError } from "../../../errors/rx-error.ts";
import type { NativeConnection } from "../../dialects/sqlite/native-connection.ts";
import type { ShapeReader } from "../../introspect/shape-reader.ts";
import { keepShape } from "../keep-shape.ts";
import type { Migrator } from "../migration-database.ts";
import type { MigrationFile } from "../migration-file.ts";
import type { AppliedMigration } from "../migration-status.ts";
import type { Origin } from "../migration-target.ts";
import { lastTag } from "../last-tag.ts";
import { readJournal } from "./read-journal.ts";

/** Migrates an SQLite file inside withSqliteLock, each migration behind a savepoint. */
export class SqliteMigrator implements Migrator {
  readonly reader: ShapeReader;
  readonly #connection: NativeConnection;

  constructor(connection: NativeConnection) {
    this.#connection = connection;
    this.reader = { dialect: "sqlite", rows: async (text, params) => connection.rows(text, params) };
  }

  async readJournal(): Promise<readonly AppliedMigration[]> {
    return readJournal(this.#connection);
  }

  async apply(origin: Origin, file: MigrationFile, { last = false }: { readonly last?: boolean } = {}): Promise<void> {
    const steps = file.statements.length;
    const row = [origin, file.tag, file.checksum, new Date().toISOString(), steps, steps];
    await this.#asOne(file, async () => {
      this.#connection.run("INSERT INTO rx_migrations VALUES (?, ?, ?, ?, ?, ?)", row);
      if (last) await keepShape(this.reader, file.tag);
    });
  }

  async revert(origin: Origin, back: MigrationFile): Promise<void> {
    await this.#asOne(back, async () => {
      this.#connection.run("DELETE FROM rx_migrations WHERE origin = ? AND tag = ?", [origin, back.tag]);
      await keepShape(this.reader, lastTag(await this.readJournal()));
    });
  }

  async #asOne(file: MigrationFile, note: () => Promise<void>): Promise<void> {
    const connection = this.#connection;
    connection.script("SAVEPOINT rx_migration");
    try {
      for (const [index, text] of file.statements.entries()) this.#run(file, index, text);
      this.#refuseBrokenReferences(file.tag);
      await note();
      connection.script("RELEASE rx_migration");
    } catch (thrown) {
      if (connection.inTransaction) connection.script("ROLLBACK TO rx_migration; RELEASE rx_migration");
      throw thrown;
    }
  }

  #run({ tag }: MigrationFile, index: number, text: string): void {
    // Without effect inside a transaction; kit's own rebuilds print it, and somebody may paste one.
    if (/^PRAGMA foreign_keys/i.test(text)) return;
    try {
      this.#connection.script(text);
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new RxError("MIGRATION_FAILED", { tag, step: index + 1, reason }, { cause });
    }
  }

  #refuseBrokenReferences(tag: string): void {
    const broken = this.#connection.objects("PRAGMA foreign_key_check", []);
    const [first] = broken;
    if (!first) return;
    throw new RxError("MIGRATION_BREAKS_REFERENCES", { tag, count: broken.length, table: String(first["table"]) });
  }
}
