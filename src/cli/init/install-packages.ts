import { spawn } from "node:child_process";
import { once } from "node:events";
import { RxError } from "../../errors/rx-error.ts";
import { withProgress } from "../with-progress.ts";

/** Installs what a new app's package.json names. Throws INSTALL_FAILED with the last line that npm wrote. */
export async function installPackages(folder: string): Promise<void> {
  await withProgress("Installing packages", async () => {
    const child = spawn("npm", ["install", "--no-fund", "--no-audit", "--loglevel=error"], {
      cwd: folder,
      env: environment(),
      stdio: ["ignore", "ignore", "pipe"],
      shell: process.platform === "win32",
    });
    let text = "";
    child.stderr.on("data", (chunk: Buffer) => (text += chunk.toString()));
    const [status] = await once(child, "close").catch((cause: unknown) => {
      throw new RxError("INSTALL_FAILED", { reason: "npm cannot be started" }, { cause });
    });
    if (status === 0) return;
    const reason = text.split("\n").find((line) => /^npm error (?!code)/.test(line)) ?? `npm ended with ${status}`;
    throw new RxError("INSTALL_FAILED", { reason: reason.replace(/^npm error /, "") }, { cause: new Error(text) });
  });
}

// What npx was told about this package is not meant for the npm that installs the app.
function environment(): NodeJS.ProcessEnv {
  const foreign = /^npm_(config_(package|call|local_prefix|yes)|lifecycle_|package_|command$)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));
}
