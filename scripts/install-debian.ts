import { spawnSync } from "node:child_process";

/** Installs Debian packages where this process may: as root, with apt. Does nothing elsewhere: the caller looks what is there. */
export function installDebian(what: string, packages: readonly string[]): void {
  const canInstall = process.getuid?.() === 0 && spawnSync("apt-get", ["--version"]).status === 0;
  if (!canInstall) return;
  console.log(`Installing ${what} …`);
  const options = { stdio: "inherit", env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } } as const;
  spawnSync("apt-get", ["update", "-qq"], options);
  spawnSync("apt-get", ["install", "-y", "-qq", ...packages], options);
}
