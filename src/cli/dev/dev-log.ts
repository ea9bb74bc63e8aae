import type { Log } from "../../framework/ports/log.ts";

/** The log of an app in development: for eyes, with the stack that leads to the author's own lines. */
export const devLog: Log = {
  error: (details, message) => write("error", details, message),
  warn: (details, message) => write("warning", details, message),
};

function write(kind: string, details: object, message: string): void {
  const { err, ...rest }: Record<string, unknown> = { ...details };
  const facts = Object.entries(rest).map(
    ([name, value]) => `${name}=${typeof value === "string" ? value : JSON.stringify(value)}`,
  );
  console.error([`${kind}: ${message}`, ...facts].join("  "));
  if (err instanceof Error) console.error(stackOf(err));
  else if (err !== undefined) console.error(err);
}

/** Without the lines of Node and of packages, as long as any other is left. */
function stackOf(error: Error): string {
  const lines = (error.stack ?? String(error)).split("\n");
  const own = lines.filter((line) => !/^\s+at .*(node:internal|node_modules)/.test(line));
  return (own.some((line) => /^\s+at /.test(line)) ? own : lines).join("\n");
}
