import { chromium, type Browser } from "playwright-core";

/** Without a GPU, a sandbox, QUIC or any call home: as it runs in a container. */
const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/**
 * A headless Chromium of this machine, with scrollbars as its readers have: RX_CHROMIUM, else /usr/bin/chromium.
 *
 * @param more further switches of its command line
 */
export function launchBrowser(...more: readonly string[]): Promise<Browser> {
  const executablePath = process.env["RX_CHROMIUM"] ?? "/usr/bin/chromium";
  return chromium.launch({ executablePath, args: [...flags, ...more], ignoreDefaultArgs: ["--hide-scrollbars"] });
}
