import type { SourceTree } from "./project/source-tree.ts";

/** An app that lies in memory, for tests: text by path. */
export function memoryTree(files: Readonly<Record<string, string>>): SourceTree {
  return {
    files: () =>
      Object.keys(files)
        .filter((file) => /\.[cm]?[jt]sx?$/.test(file))
        .toSorted(),
    text: (file) => files[file],
    exists: (file) => Object.hasOwn(files, file),
  };
}
