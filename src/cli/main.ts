import { Command, CommanderError } from "commander";
import { packageVersion } from "./package-version.ts";
import { printError } from "./print-error.ts";

/** Tells commander a command's name, options and an example. */
type Declare = (program: Command) => void;

// One file for each command. Only the one that was called is loaded: `rx init` must not meet what an older Node cannot load.
const commands: Readonly<Record<string, () => Promise<Declare>>> = {
  init: async () => (await import("./init.ts")).declareInit,
  dev: async () => (await import("./dev.ts")).declareDev,
  build: async () => (await import("./build.ts")).declareBuild,
  start: async () => (await import("./start.ts")).declareStart,
  db: async () => (await import("./db.ts")).declareDb,
  routes: async () => (await import("./routes.ts")).declareRoutes,
  doctor: async () => (await import("./doctor.ts")).declareDoctor,
};
const aliases: Readonly<Record<string, string>> = { run: "dev" };

/**
 * Runs one command line. The exit code is left in `process.exitCode`: a command that keeps running (`dev`, `start`) ends the
 * process by itself.
 */
export async function main(args: readonly string[]): Promise<void> {
  const program = new Command("rx")
    .description("Data apps on your own database.")
    .version(packageVersion(), "-V, --version", "print the version")
    .option("--verbose", "print everything there is to know of an error")
    .configureHelp({ showGlobalOptions: true })
    .addHelpText("after", "\nExample:\n  npx rowx init shop --template crud\n")
    .showHelpAfterError("Run it with --help for what it takes.")
    .exitOverride();
  try {
    for (const load of called(args)) (await load())(program);
    await program.parseAsync([...args], { from: "user" });
  } catch (thrown) {
    if (thrown instanceof CommanderError) process.exitCode = thrown.exitCode;
    else {
      process.exitCode = 1;
      printError(thrown, { verbose: args.includes("--verbose") });
    }
  }
}

function called(args: readonly string[]): readonly (() => Promise<Declare>)[] {
  const name = args.find((argument) => !argument.startsWith("-")) ?? "";
  const load = commands[aliases[name] ?? name];
  return load ? [load] : Object.values(commands);
}
