import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { openSync } from "node:fs";

/** A program and its arguments, run as the user `name` where we are root: database servers refuse to run as root. */
export function asUser(name: string, command: readonly string[]): readonly [string, readonly string[]] {
  const [program = "", ...args] = process.getuid?.() === 0 ? ["runuser", "-u", name, "--", ...command] : command;
  return [program, args];
}

/** Runs a program to its end. Throws with what it printed. */
export function runAs(name: string, command: readonly string[]): void {
  const [program, args] = asUser(name, command);
  execFileSync(program, args, { stdio: "pipe" });
}

/** Starts a server that outlives this process; what it prints goes to the file `log`. */
export function startAs(name: string, command: readonly string[], log: string): ChildProcess {
  const [program, args] = asUser(name, command);
  const output = openSync(log, "a");
  const child = spawn(program, args, { detached: true, stdio: ["ignore", output, output] });
  child.unref();
  return child;
}
