import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { RxError } from "../../errors/rx-error.ts";
import type { Snapshot } from "./snapshot.ts";

/** One migration as it lies in its folder. */
export interface MigrationFile {
  /** Number and name: `0001_first`. */
  readonly tag: string;
  readonly statements: readonly string[];
  /** What it takes away, in words, as its head says: `column orders.note`. */
  readonly losses: readonly string[];
  /** Of the text, whatever its line ends. */
  readonly checksum: string;
}

const breakpoint = "--> statement-breakpoint";
const fileName = /^(\d{4})_[\w-]+\.sql$/;

/**
 * The migrations of one dialect in the order of their numbers.
 *
 * @param folder `migrations/sqlite` of an app; none where it does not exist
 * @throws RxError MIGRATION_NUMBER_TWICE, as after a merge of two branches.
 */
export function readMigrations(folder: string): readonly MigrationFile[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => fileName.test(name));
  const byNumber = new Map<string, string>();
  for (const name of names.toSorted()) {
    const number = name.slice(0, 4);
    const first = byNumber.get(number);
    if (first !== undefined) throw new RxError("MIGRATION_NUMBER_TWICE", { number, folder, first, second: name });
    byNumber.set(number, name);
  }
  return [...byNumber.values()].map((name) => toMigration(name.slice(0, -4), readFileSync(join(folder, name), "utf8")));
}

/** A migration from its text. */
export function toMigration(tag: string, text: string): MigrationFile {
  const normal = text.replaceAll("\r\n", "\n");
  return {
    tag,
    statements: normal
      .split(breakpoint)
      .map((statement) => statement.trim())
      .filter((statement) => statement.replaceAll(/^--.*$/gm, "").trim() !== ""),
    losses: [...normal.matchAll(/^-- Takes away: (.+)$/gm)].map(([, loss = ""]) => loss),
    checksum: createHash("sha256").update(normal).digest("hex"),
  };
}

/** The text of a migration file: what it takes away on top, then its statements. */
export function toMigrationText(statements: readonly string[], losses: readonly string[]): string {
  const head = losses.map((loss) => `-- Takes away: ${loss}\n`).join("");
  return `${head}${statements.join(`\n${breakpoint}\n`)}\n`;
}

/**
 * The schema as the last migration of a folder left it; undefined where there is none yet.
 *
 * @throws RxError MIGRATION_SNAPSHOT_MISSING.
 */
export function readLastSnapshot(folder: string): Snapshot | undefined {
  const last = readMigrations(folder).at(-1);
  if (!last) return undefined;
  const path = snapshotPath(folder, last.tag);
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (cause) {
    const found = existsSync(path) ? "a file that is no JSON" : "none";
    throw new RxError("MIGRATION_SNAPSHOT_MISSING", { path, found }, { cause });
  }
}

/** Where the schema after a migration is written down. */
export function snapshotPath(folder: string, tag: string): string {
  return join(folder, "meta", `${tag.slice(0, 4)}_snapshot.json`);
}
