// For the runner's globalSetup: a folder in which test files start the database servers that they share, and their end.
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

const prefix = "rowx-servers-";

/** Clears away what a run that was killed has left, makes the folder, and gives back what ends the servers. */
export default async function setup(): Promise<() => Promise<void>> {
  const left = readdirSync(tmpdir()).filter((name) => name.startsWith(prefix));
  for (const name of left) {
    const [owner = 0] = name.slice(prefix.length).split("-").map(Number);
    if (!isAlive(owner)) await endServers(join(tmpdir(), name));
  }
  const folder = mkdtempSync(join(tmpdir(), `${prefix}${process.pid}-`));
  // The servers run as users of their own, who must get through to their folders.
  chmodSync(folder, 0o711);
  process.env["RX_TEST_SERVERS"] = folder;
  return () => endServers(folder);
}

async function endServers(folder: string): Promise<void> {
  for (const server of readdirSync(folder)) {
    const file = join(folder, server, "pid");
    const pid = existsSync(file) ? Number(readFileSync(file, "utf8")) : 0;
    // The group: the server was started through another program.
    if (pid > 0 && isAlive(pid)) process.kill(-pid, "SIGTERM");
    for (let tries = 0; pid > 0 && isAlive(pid) && tries < 200; tries++) await delay(50);
  }
  rmSync(folder, { recursive: true, force: true });
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
