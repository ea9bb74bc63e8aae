import { InvalidArgumentError, type Command } from "commander";
import type { RollbackAppOptions } from "./db/rollback-app.ts";

/** Declares `rx db rollback`. */
export function declareDbRollback(group: Command): void {
  group
    .command("rollback")
    .description("take the last migration back, or the last n, by their .down.sql files")
    .argument("[n]", "how many", toCount, 1)
    .option("--allow-drops", "also where tables, columns or values are taken away")
    .addHelpText("after", "\nExample:\n  rx db rollback\n")
    .action(async (count: number, options: RollbackAppOptions) => {
      const { rollbackApp } = await import("./db/rollback-app.ts");
      await rollbackApp(count, options);
    });
}

function toCount(text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new InvalidArgumentError("Expected a number from 1.");
  return Number(text);
}
