/** Stands between two statements of a migration file: drizzle-kit's own mark. */
export const statementBreak = "--> statement-breakpoint";
