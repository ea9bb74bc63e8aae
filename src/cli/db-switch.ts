import type { Command } from "commander";

/** Declares `rx db switch`. */
export function declareDbSwitch(group: Command): void {
  group
    .command("switch")
    .description("copy schema and rows to another database of any kind, compare both, then make it the app's own")
    .argument("<url>", "connection string of the other database, which is empty or was left by an interrupted switch")
    .option("--keep-config", "leave rx.config.ts and .env as they are")
    .option("--json", "print the report as JSON")
    .addHelpText("after", "\nExample:\n  rx db switch postgres://me@localhost/shop\n")
    .action(async (url: string, options: { keepConfig?: boolean; json?: boolean }) => {
      const { switchApp } = await import("./switch/switch-app.ts");
      await switchApp(url, { keepConfig: options.keepConfig ?? false, json: options.json ?? false });
    });
}
