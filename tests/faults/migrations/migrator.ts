// A migrator in a process of its own: applies what is pending in each target that it is told, and says how many those were.
import { applyMigrations } from "../../../src/orm/migrate/apply-migrations.ts";
import type { MigrationTarget } from "../../../src/orm/migrate/migration-target.ts";

process.on("message", (target: MigrationTarget) => {
  applyMigrations(target).then(
    (applied) => process.send?.({ applied: applied.length }),
    (error: unknown) => process.send?.({ error: String(error) }),
  );
});
process.send?.({ ready: true });
