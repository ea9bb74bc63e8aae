import { Command, CommanderError } from "commander";
import { packageVersion } from "./package-version.ts";
import { printError } from "./print-error.ts";

/**
 * Runs one command line. The exit code is left in `process.exitCode`: a command that keeps running (`dev`, `start`) ends the
 * process by itself.
 *
 * Each command is one file of this folder that exports one `declare…` function: it tells commander the name, options and an
 * example, and imports what it needs when it runs, so that `rx init` loads nothing that an older Node cannot.
 */
export async function main(args: readonly string[]): Promise<void> {
  const program = new Command("rx")
    .description("Data apps on your own database.")
    .version(packageVersion(), "-V, --version", "print the version")
    .option("--verbose", "print everything there is to know of an error")
    .configureHelp({ showGlobalOptions: true })
    .showHelpAfterError("Run it with --help for what it takes.")
    .exitOverride();
  try {
    await program.parseAsync([...args], { from: "user" });
  } catch (thrown) {
    if (thrown instanceof CommanderError) process.exitCode = thrown.exitCode;
    else {
      process.exitCode = 1;
      printError(thrown, { verbose: args.includes("--verbose") });
    }
  }
}
