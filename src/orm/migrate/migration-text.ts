import { statementBreak } from "./statement-break.ts";

/** The text of a migration file: what it takes away on top, then its statements. */
export function toMigrationText(statements: readonly string[], losses: readonly string[]): string {
  const head = losses.map((loss) => `-- Takes away: ${loss}\n`).join("");
  return `${head}${statements.join(`\n${statementBreak}\n`)}\n`;
}
