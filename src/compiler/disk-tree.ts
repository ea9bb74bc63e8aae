import { readdirSync, readFileSync, statSync, type Stats } from "node:fs";
import { join, posix } from "node:path";
import type { SourceTree } from "./project/source-tree.ts";

const code = /\.[cm]?[jt]sx?$/;
const noCode = /\.(test|spec|test-d)\.[cm]?[jt]sx?$|\.d\.[cm]?ts$/;

/** An app on disk; a file that has not changed since is not read again. */
export function diskTree(root: string): SourceTree {
  const texts = new Map<string, { readonly stamp: string; readonly text: string }>();
  return {
    files: () => list(root, "app").toSorted(),
    text(file) {
      const path = join(root, file);
      const stats = statSync(path, { throwIfNoEntry: false });
      if (stats?.isFile() !== true) return undefined;
      const stamp = stampOf(stats);
      let entry = texts.get(file);
      if (entry?.stamp !== stamp) {
        entry = { stamp, text: readFileSync(path, "utf8") };
        texts.set(file, entry);
      }
      return entry.text;
    },
    exists: (file) => statSync(join(root, file), { throwIfNoEntry: false })?.isFile() === true,
  };
}

function list(root: string, folder: string): readonly string[] {
  const path = join(root, folder);
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) return [];
  return readdirSync(path, { withFileTypes: true }).flatMap((entry) => {
    const below = posix.join(folder, entry.name);
    if (entry.isDirectory())
      return entry.name === "node_modules" || entry.name.startsWith(".") ? [] : list(root, below);
    return code.test(entry.name) && !noCode.test(entry.name) ? [below] : [];
  });
}

function stampOf({ mtimeMs, size, ino }: Stats): string {
  return `${mtimeMs}:${size}:${ino}`;
}
