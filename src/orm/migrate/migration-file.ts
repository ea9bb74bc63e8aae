import { checksumOf } from "./checksum-of.ts";
import { statementBreak } from "./statement-break.ts";

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

/** A migration from its text. */
export function toMigration(tag: string, text: string): MigrationFile {
  const normal = text.replaceAll("\r\n", "\n");
  return {
    tag,
    statements: normal
      .split(statementBreak)
      .map((statement) => statement.trim())
      .filter((statement) => statement.replaceAll(/^--.*$/gm, "").trim() !== ""),
    losses: [...normal.matchAll(/^-- Takes away: (.+)$/gm)].map(([, loss = ""]) => loss),
    checksum: checksumOf(normal),
  };
}
