import { RxError } from "../errors/rx-error.ts";

/**
 * Writes an error as one line on stderr: what was expected, what was found, what to do. `verbose` adds the stack and what led
 * there.
 */
export function printError(thrown: unknown, { verbose }: { readonly verbose: boolean }): void {
  const line =
    thrown instanceof RxError
      ? `${thrown.message}${thrown.message.endsWith("\n") ? "" : " "}${thrown.remedy}`
      : unexpected(thrown, verbose);
  console.error(`rx: ${line}`);
  if (verbose) console.error(thrown);
}

function unexpected(thrown: unknown, verbose: boolean): string {
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return verbose ? message : `${message.split("\n")[0]} Run it again with --verbose for the rest.`;
}
