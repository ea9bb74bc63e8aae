// MySQL commits each statement that changes a table by itself. So the journal is written around every statement: before one that
// commits by itself, how the tables that it names look; after it, that it is done; any other is one transaction with its note.
// A migrator that was killed leaves no doubt: the statement that was begun is done where those tables look otherwise now.
import { RxError } from "../../../errors/rx-error.ts";
import type { RemoteClient } from "../../dialects/remote/remote-pool.ts";
import { checksumOf } from "../checksum-of.ts";
import type { ShapeReader } from "../../introspect/shape-reader.ts";
import { keepShape } from "../keep-shape.ts";
import { lastTag } from "../last-tag.ts";
import type { Migrator } from "../migration-database.ts";
import type { MigrationFile } from "../migration-file.ts";
import type { AppliedMigration } from "../migration-status.ts";
import type { Origin } from "../migration-target.ts";
import { parseProgress, type Progress } from "./progress.ts";
import { readJournal } from "./read-journal.ts";
import { tablePrints } from "./table-prints.ts";

const commitsByItself = /^\s*(?:(?:--|#).*\n\s*|\/\*(?!!)[\s\S]*?\*\/\s*)*(?:create|alter|drop|rename|truncate)\b/i;

/** Migrates a MySQL or MariaDB database, statement by statement. */
export class MysqlMigrator implements Migrator {
  readonly reader: ShapeReader;
  readonly #client: RemoteClient;

  constructor(client: RemoteClient, reader: ShapeReader) {
    this.#client = client;
    this.reader = reader;
  }

  readJournal(): Promise<readonly AppliedMigration[]> {
    return readJournal(this.#client);
  }

  async apply(origin: Origin, file: MigrationFile, { last = false }: { readonly last?: boolean } = {}): Promise<void> {
    const { tag, checksum, statements } = file;
    const id = [origin, tag];
    const steps = statements.length;
    const start = newProgress("up", steps);
    await this.#run("insert into rx_migrations values (?, ?, ?, ?, ?, 0, ?) on duplicate key update tag = tag", [
      ...id,
      checksum,
      new Date().toISOString(),
      steps,
      JSON.stringify(start),
    ]);
    await this.#work(id, file, "up");
    await this.#asOne(async () => {
      await this.#run(
        "update rx_migrations set checksum = ?, steps = ?, done = ?, applied_at = ?, progress = null where origin = ? and tag = ?",
        [checksum, steps, steps, new Date().toISOString(), ...id],
      );
      if (last) await keepShape(this.reader, tag);
    });
  }

  async revert(origin: Origin, back: MigrationFile): Promise<void> {
    const id = [origin, back.tag];
    await this.#work(id, back, "down");
    await this.#asOne(async () => {
      await this.#run("delete from rx_migrations where origin = ? and tag = ?", id);
      await keepShape(this.reader, lastTag(await this.readJournal()));
    });
  }

  async #asOne(work: () => Promise<void>): Promise<void> {
    await this.#run("start transaction");
    await work();
    await this.#run("commit");
  }

  async #work(id: readonly string[], file: MigrationFile, way: Progress["way"]): Promise<void> {
    let progress = await this.#resume(id, file, way);
    for (const text of file.statements.slice(progress.done)) {
      progress = await this.#step(id, file, text, progress);
    }
  }

  /** Where to go on: at the beginning, or where an earlier attempt came to. */
  async #resume(id: readonly string[], { tag, statements }: MigrationFile, way: Progress["way"]): Promise<Progress> {
    const { rows } = await this.#client.run({
      text: "select progress from rx_migrations where origin = ? and tag = ?",
      params: id,
      asArrays: true,
    });
    const [[stored] = []] = rows as unknown[][]; // as: asked for as arrays
    const found = parseProgress(stored) ?? newProgress(way, statements.length);
    if (found.way !== way)
      throw new RxError("MIGRATION_TURNED", { tag, way: found.way === "up" ? "migrate" : "rollback" });
    const { begun, ...known } = found;
    const wasRun = begun !== undefined && (await this.#isChanged(begun.tables));
    const done = wasRun ? known.done + 1 : known.done;
    const isEdited =
      checksumOf(statements.slice(0, known.done).join("\0")) !== known.checksum ||
      (wasRun && statements[known.done] !== begun.text);
    if (isEdited) throw new RxError("MIGRATION_PART_EDITED", { tag, done });
    return { ...known, steps: statements.length, done, checksum: checksumOf(statements.slice(0, done).join("\0")) };
  }

  async #isChanged(before: Readonly<Record<string, string>>): Promise<boolean> {
    const now = await tablePrints(this.#client, Object.keys(before));
    return Object.entries(before).some(([name, print]) => now[name] !== print);
  }

  async #step(
    id: readonly string[],
    { tag, statements }: MigrationFile,
    text: string,
    progress: Progress,
  ): Promise<Progress> {
    const done = progress.done + 1;
    const next = { ...progress, done, checksum: checksumOf(statements.slice(0, done).join("\0")) };
    if (commitsByItself.test(text))
      await this.#note(id, { ...progress, begun: { text, tables: await tablePrints(this.#client, namesIn(text)) } });
    await this.#run("start transaction");
    try {
      await this.#run(text);
    } catch (cause) {
      // It has failed, unless the connection was lost: then nobody knows, and what was noted stays.
      await this.#run("rollback").catch(() => undefined);
      await this.#note(id, progress).catch(() => undefined);
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new RxError("MIGRATION_STOPPED", { tag, step: done, steps: statements.length, reason }, { cause });
    }
    await this.#note(id, next);
    await this.#run("commit");
    return next;
  }

  #note(id: readonly string[], progress: Progress): Promise<void> {
    return this.#run("update rx_migrations set done = ?, progress = ? where origin = ? and tag = ?", [
      progress.done,
      JSON.stringify(progress),
      ...id,
    ]);
  }

  async #run(text: string, params: readonly unknown[] = []): Promise<void> {
    await this.#client.run({ text, params, asArrays: true });
  }
}

function newProgress(way: Progress["way"], steps: number): Progress {
  return { way, done: 0, steps, checksum: checksumOf("") };
}

function namesIn(text: string): readonly string[] {
  return [...text.matchAll(/[`"]([^`"]+)[`"]/g)].map(([, name = ""]) => name);
}
