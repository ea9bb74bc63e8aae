import type { Command } from "commander";

/** Declares `rx build`. */
export function declareBuild(program: Command): void {
  program
    .command("build")
    .description("build the app for production, into .rx/build")
    .addHelpText("after", "\nExample:\n  rx build && rx start --port 4000\n")
    .action(async () => {
      const { buildApp } = await import("./build/build-app.ts");
      await buildApp();
    });
}
