import { RxError } from "../../../errors/rx-error.ts";
import type { RemoteClient } from "../../dialects/remote/remote-pool.ts";
import type { ShapeReader } from "../../introspect/shape-reader.ts";
import { keepShape } from "../keep-shape.ts";
import { lastTag } from "../last-tag.ts";
import type { Migrator } from "../migration-database.ts";
import type { MigrationFile } from "../migration-file.ts";
import type { AppliedMigration } from "../migration-status.ts";
import type { Origin } from "../migration-target.ts";
import { readJournal } from "./read-journal.ts";

/** Migrates a PostgreSQL database, each migration in one transaction. */
export class PostgresMigrator implements Migrator {
  readonly reader: ShapeReader;
  readonly #client: RemoteClient;

  constructor(client: RemoteClient, reader: ShapeReader) {
    this.#client = client;
    this.reader = reader;
  }

  readJournal(): Promise<readonly AppliedMigration[]> {
    return readJournal(this.#client);
  }

  apply(origin: Origin, file: MigrationFile, { last = false }: { readonly last?: boolean } = {}): Promise<void> {
    const steps = file.statements.length;
    const row = [origin, file.tag, file.checksum, new Date().toISOString(), steps, steps];
    return this.#asOne(file, async () => {
      await this.#run("insert into rx_migrations values ($1, $2, $3, $4, $5, $6)", row);
      if (last) await keepShape(this.reader, file.tag);
    });
  }

  revert(origin: Origin, back: MigrationFile): Promise<void> {
    return this.#asOne(back, async () => {
      await this.#run("delete from rx_migrations where origin = $1 and tag = $2", [origin, back.tag]);
      await keepShape(this.reader, lastTag(await this.readJournal()));
    });
  }

  async #asOne({ tag, statements }: MigrationFile, note: () => Promise<void>): Promise<void> {
    let step = 0;
    await this.#run("begin");
    try {
      for (const text of statements) {
        step++;
        await this.#run(text);
      }
      await note();
      // References that are checked at the end of a transaction fail here.
      await this.#run("commit");
    } catch (cause) {
      // A connection that was lost has taken its transaction with it.
      await this.#run("rollback").catch(() => undefined);
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new RxError("MIGRATION_FAILED", { tag, step, reason }, { cause });
    }
  }

  async #run(text: string, params: readonly unknown[] = []): Promise<void> {
    await this.#client.run({ text, params, asArrays: true });
  }
}
