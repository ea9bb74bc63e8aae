import { spawn } from "node:child_process";
import { join } from "node:path";
import { RxError } from "../../errors/rx-error.ts";
import { nextEnvironment } from "./next-environment.ts";
import { nextFolder } from "./next-folder.ts";

/**
 * Builds `.rx/web` into static pages, in `.rx/web/out`.
 *
 * @throws RxError BUILD_FAILED with what Next says.
 */
export async function runNextBuild(web: string): Promise<void> {
  const command = [join(nextFolder(), "dist/bin/next"), "build", web];
  const child = spawn(process.execPath, command, { cwd: web, env: nextEnvironment("production"), stdio: "pipe" });
  const output: Buffer[] = [];
  child.stdout.on("data", (part: Buffer) => output.push(part));
  child.stderr.on("data", (part: Buffer) => output.push(part));
  const stop = (): void => void child.kill();
  process.once("exit", stop);
  const { promise, resolve, reject } = Promise.withResolvers<number | null>();
  child.once("error", reject);
  child.once("close", resolve);
  const code = await promise;
  process.off("exit", stop);
  if (code !== 0) throw new RxError("BUILD_FAILED", { output: Buffer.concat(output).toString().trim() });
}
