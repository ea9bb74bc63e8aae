import { join } from "node:path";

/** Where the schema after a migration is written down. */
export function snapshotPath(folder: string, tag: string): string {
  return join(folder, "meta", `${tag.slice(0, 4)}_snapshot.json`);
}
