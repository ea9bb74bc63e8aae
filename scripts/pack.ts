import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";

/** Packs this clone as npm would publish it, `dist/` made anew, into a folder; returns the path of the file. */
export function pack(folder: string): string {
  mkdirSync(folder, { recursive: true });
  const { status, stdout, stderr } = spawnSync("npm", ["pack", "--json", "--pack-destination", folder], {
    cwd: join(import.meta.dirname, ".."),
    encoding: "utf8",
    shell: process.platform === "win32",
  });
  if (status !== 0) throw new Error(`npm pack ended with ${status}: ${stderr}`);
  // What prepack prints comes before the list.
  const [packed] = JSON.parse(stdout.slice(stdout.lastIndexOf("\n[\n") + 1));
  return join(folder, packed.filename);
}
