import type { Command } from "commander";

/** Declares `rx init`. Everything that it loads runs on Node 20 too: no database driver, no compiler. */
export function declareInit(program: Command): void {
  program
    .command("init")
    .description("write a complete app, install it, print what to run next")
    .argument("[dir]", "folder of the new app", ".")
    .option("-t, --template <name>", "crud (a small sales app) or blank; asked for when not given")
    .option(
      "--database <url>",
      "connection string, as sqlite:data/app.db; of one with tables, crud makes a page for each",
    )
    .option("--no-install", "only write the files")
    .addHelpText("after", "\nExample:\n  npx rowx init shop --template crud\n")
    .action(async (dir: string, options: { template?: string; database?: string; install: boolean }) => {
      const { initApp } = await import("./init/init-app.ts");
      const { printNext } = await import("./init/print-next.ts");
      printNext(await initApp({ ...options, dir }), { installed: options.install });
    });
}
