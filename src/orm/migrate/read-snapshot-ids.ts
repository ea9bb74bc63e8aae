import { existsSync, readFileSync } from "node:fs";
import { snapshotPath } from "./snapshot-path.ts";
import type { Snapshot } from "./snapshot.ts";

/** By which name a migration's schema is known, and which one it was made of; undefined where it was written by hand. */
export function readSnapshotIds(folder: string, tag: string): Pick<Snapshot, "id" | "prevId"> | undefined {
  const path = snapshotPath(folder, tag);
  if (!existsSync(path)) return undefined;
  const { id, prevId }: Snapshot = JSON.parse(readFileSync(path, "utf8"));
  return { id, prevId };
}
