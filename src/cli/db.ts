import type { Command } from "commander";
import { declareDbGenerate } from "./db-generate.ts";
import { declareDbMigrate } from "./db-migrate.ts";
import { declareDbPull } from "./db-pull.ts";
import { declareDbSeed } from "./db-seed.ts";
import { declareDbStatus } from "./db-status.ts";

/** Declares `rx db` and the commands below it. */
export function declareDb(program: Command): void {
  const group = program
    .command("db")
    .description("the database: migrations and sample data")
    .addHelpText("after", "\nExample:\n  rx db generate --name add_orders && rx db migrate\n");
  for (const declare of [declareDbGenerate, declareDbMigrate, declareDbStatus, declareDbSeed, declareDbPull])
    declare(group);
}
