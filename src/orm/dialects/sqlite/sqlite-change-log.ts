// How processes on one file hear of each other's commits: each writes a row of rx_changes within its transaction, and looks for new
// rows when SQLite says that somebody else has written.
import { randomBytes } from "node:crypto";
import type { CommittedChange } from "../../../framework/ports/change-feed.ts";
import type { ChangeHub } from "../../session/change-hub.ts";
import { readNotice } from "../../session/read-notice.ts";
import { writeNotice } from "../../session/write-notice.ts";
import type { NativeConnection } from "./native-connection.ts";
import type { SqliteSchema } from "./sqlite-schema.ts";

/** How often to look. */
const lookEveryMs = 100;
/** Rows that are kept, and after how many the older ones are deleted. */
const keptRows = 10_000;
const pruneEvery = 1_000;

const anything: readonly CommittedChange[] = [{ table: "*", keys: "unknown", before: undefined, elsewhere: true }];

/** The change log of one SQLite file, as one process writes and reads it. */
export class SqliteChangeLog {
  readonly #writer: NativeConnection;
  readonly #schema: SqliteSchema;
  readonly #hub: ChangeHub;
  readonly #origin = randomBytes(9).toString("base64url");
  #timer: NodeJS.Timeout | undefined;
  #onTrouble: ((error: unknown) => void) | undefined;
  /** SQLite's mark for what others have written, and the newest row that was looked at. */
  #version: unknown;
  #last: number | undefined;

  constructor(writer: NativeConnection, schema: SqliteSchema, hub: ChangeHub) {
    this.#writer = writer;
    this.#schema = schema;
    this.#hub = hub;
  }

  /** Is there a table for it? A database of another program may have none. */
  get isThere(): boolean {
    this.#schema.refresh();
    return this.#schema.tablesAmong(["rx_changes"]).length > 0;
  }

  /** How many rows the writer has written so far: where a transaction adds none, there is nothing to tell. */
  get written(): unknown {
    return this.#writer.rows("select total_changes()", [])[0]?.[0];
  }

  /**
   * Writes down what the open transaction has done.
   *
   * @param since `written` when it began
   */
  note(changes: readonly CommittedChange[], since: unknown): void {
    if (!this.isThere || (changes.length === 0 && this.written === since)) return;
    const notice = writeNotice(this.#origin, changes);
    const insert = "insert into rx_changes (origin, notice) values (?, ?) returning id";
    const [[id] = []] = this.#writer.rows(insert, [this.#origin, notice]);
    if (typeof id !== "number" || id % pruneEvery !== 0) return;
    this.#writer.run("delete from rx_changes where id <= ?", [id - keptRows]);
  }

  /** Publishes from now on what others commit. */
  follow(onTrouble: (error: unknown) => void): void {
    this.#onTrouble = onTrouble;
    [this.#version, this.#last] = [this.#readVersion(), this.#newest()];
    this.#timer ??= setInterval(() => this.look(), lookEveryMs).unref();
  }

  /** Looks now whether others have written. */
  look(): void {
    if (!this.#timer || this.#writer.inTransaction) return;
    try {
      if (this.#readVersion() !== this.#version) this.#hub.publish(this.#readNew());
    } catch (error) {
      // A file that is busy or gone for a moment: what changed meanwhile is seen by the next look.
      this.#onTrouble?.(error);
    }
  }

  close(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #readNew(): readonly CommittedChange[] {
    // One moment of the file: else a row could be read whose commit the mark does not hold yet.
    this.#writer.run("begin", []);
    try {
      this.#version = this.#readVersion();
      const before = this.#last;
      if (!this.isThere || before === undefined) {
        this.#last = this.#newest();
        return anything;
      }
      const text = "select id, origin, notice from rx_changes where id > ? order by id";
      const rows = this.#writer.rows(text, [before]);
      this.#last = Number(rows.at(-1)?.[0] ?? before);
      const others = rows.filter(([, origin]) => origin !== this.#origin);
      // Rows that were deleted before they were seen; a program that keeps no log.
      if (others.length === 0 || Number(rows[0]?.[0]) !== before + 1) return anything;
      return others.flatMap(([, , notice]) => readNotice(String(notice), this.#origin));
    } finally {
      this.#writer.run("commit", []);
    }
  }

  #readVersion(): unknown {
    return this.#writer.rows("pragma data_version", [])[0]?.[0];
  }

  #newest(): number | undefined {
    if (!this.isThere) return undefined;
    return Number(this.#writer.rows("select coalesce(max(id), 0) from rx_changes", [])[0]?.[0]);
  }
}
