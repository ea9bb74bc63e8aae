import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

/**
 * Sees to it that the browser tests find a Chromium: RX_CHROMIUM, else /usr/bin/chromium, installed from Debian where
 * that is possible. Ends the process with what to install where it is not.
 */
export function provideBrowser(): void {
  const path = process.env["RX_CHROMIUM"] ?? "/usr/bin/chromium";
  if (existsSync(path)) return;
  const canInstall = process.getuid?.() === 0 && spawnSync("apt-get", ["--version"]).status === 0;
  if (canInstall && process.env["RX_CHROMIUM"] === undefined) {
    console.log("Installing Chromium for the browser tests …");
    const options = { stdio: "inherit", env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } } as const;
    spawnSync("apt-get", ["update", "-qq"], options);
    spawnSync("apt-get", ["install", "-y", "-qq", "chromium"], options);
    if (existsSync(path)) return;
  }
  console.error(
    `The browser tests need Chromium, expected at ${path}. Install it (Debian: apt-get install chromium), or name another one in RX_CHROMIUM.`,
  );
  process.exit(1);
}
