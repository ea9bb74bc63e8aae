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

/** A headless Chromium of this machine: RX_CHROMIUM, else /usr/bin/chromium. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: process.env["RX_CHROMIUM"] ?? "/usr/bin/chromium", args: flags });
}
