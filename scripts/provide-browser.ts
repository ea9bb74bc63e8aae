import { existsSync } from "node:fs";
import { installDebian } from "./install-debian.ts";

/**
 * Sees to it that the browser tests find a Chromium: RX_CHROMIUM, else /usr/bin/chromium, installed from Debian where
 * that is possible. Ends the process with what to install where it is not.
 */
export function provideBrowser(): void {
  const given = process.env["RX_CHROMIUM"];
  const path = given ?? "/usr/bin/chromium";
  if (existsSync(path)) return;
  if (given === undefined) installDebian("Chromium for the browser tests", ["chromium"]);
  if (existsSync(path)) return;
  console.error(
    `The browser tests need Chromium, expected at ${path}. Install it (Debian: apt-get install chromium), or name another one in RX_CHROMIUM.`,
  );
  process.exit(1);
}
