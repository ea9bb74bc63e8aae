import type { Command } from "commander";
import { declareDbCheck } from "./db-check.ts";
import { declareDbGenerate } from "./db-generate.ts";
import { declareDbMigrate } from "./db-migrate.ts";
import { declareDbPull } from "./db-pull.ts";
import { declareDbReset } from "./db-reset.ts";
import { declareDbRollback } from "./db-rollback.ts";
import { declareDbSeed } from "./db-seed.ts";
import { declareDbStatus } from "./db-status.ts";
import { declareDbStudio } from "./db-studio.ts";
import { declareDbSwitch } from "./db-switch.ts";

/** Declares `rx db` and the commands below it. */
export function declareDb(program: Command): void {
  const group = program
    .command("db")
    .description("the database: migrations, sample data, other databases")
    .addHelpText("after", "\nExample:\n  rx db generate --name add_orders && rx db migrate\n");
  for (const declare of [
    declareDbGenerate,
    declareDbMigrate,
    declareDbStatus,
    declareDbRollback,
    declareDbCheck,
    declareDbSeed,
    declareDbReset,
    declareDbPull,
    declareDbSwitch,
    declareDbStudio,
  ])
    declare(group);
}
